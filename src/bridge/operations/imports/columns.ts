import type { FieldNames } from '../../../rest/names';
import { fault, type SoapFault } from '../../../service/fault';
import { readCsvLine } from '../../../text/csv';
import type { BridgeSettings } from '../../settings';

/** One column of an import. */
export interface ImportColumn {
  /** The REST name of its field; absent for a column that is not sent. */
  readonly rest?: string;
  /** It holds tokens, which the settings say to leave out. */
  readonly dropped?: boolean;
}

/**
 * Reads the header row: names as they are shown on screen, or of the SOAP API, as in the sandbox. Fields that the service fills
 * itself are not sent: it passed over what clients sent for them.
 */
export function importColumns(
  names: FieldNames,
  header: string,
  { importTokens }: BridgeSettings,
): ImportColumn[] | SoapFault {
  if (header === '') return fault('20109', 'importFileHeader is empty');
  const columns: ImportColumn[] = [];
  const unknown: string[] = [];
  let tokens = false;
  for (const name of readCsvLine(header).map((column) => column.trim())) {
    const field = names.ofDisplay(name);
    if (/^\{\{my\..+\}\}$/i.test(name)) {
      tokens = true;
      columns.push({ dropped: true });
    } else if (field) columns.push(field.readOnly ? {} : { rest: field.rest });
    else unknown.push(name);
  }
  if (unknown.length > 0) return fault('20105', `Unknown fields for import: ${unknown.join(', ')}`);
  if (tokens && importTokens === 'refuse') {
    return fault(
      '20110',
      'Columns of tokens have no counterpart in the REST API: send them with requestCampaign, or have the bridge leave them out',
    );
  }
  return columns.some(({ rest }) => rest === 'email')
    ? columns
    : fault('20110', 'importFileHeader has no Email Address');
}

/** The cells of a row that are sent. What is beside the columns is sent too, so that the row fails as it did. */
export function sentCells(columns: readonly ImportColumn[], row: readonly string[]): string[] {
  const own = columns.flatMap(({ rest }, index) => (rest === undefined ? [] : [row[index] ?? '']));
  return [...own, ...row.slice(columns.length)];
}
