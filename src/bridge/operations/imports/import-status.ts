import { fault, isFault, type SoapFault } from '../../../service/fault';
import { formatDateTime } from '../../../service/time';
import { numberMember, textMember } from '../../instance/rest-calls';
import { hasRestCode } from '../../instance/rest-fault';
import type { BridgeAnswer, BridgeCall } from '../../operation';
import { importedList } from './import-to-list';
import { isOver, keepImport, keptImport, importStatusOf, type KeptImport } from './kept-import';

/**
 * How the last import into a list is getting on, which has to be one of this bridge, or of another one with the same memory. Rows
 * that wait count as ignored, as in the vendor's sample.
 */
export async function answerImportStatus(
  call: BridgeCall<'getImportToListStatus'>,
): Promise<BridgeAnswer<'getImportToListStatus'>> {
  const list = await importedList(call);
  if (isFault(list)) return list;
  const kept = await keptImport(call, list.id);
  if (!kept) return fault('20110', `Nothing has been imported into ${list.name} through this bridge`);
  const job = isOver(kept) ? kept : await look(call, kept);
  if (isFault(job)) return job;
  if (job !== kept) await keepImport(call, list.id, job);
  const { startedAt, endedAt, rows, imported, failed } = job;
  return {
    result: {
      status: importStatusOf(job),
      startedTime: formatDateTime(startedAt),
      endedTime: endedAt === undefined ? null : formatDateTime(endedAt),
      estimatedTime: null,
      estimatedRows: rows,
      rowsImported: imported,
      rowsFailed: failed,
      rowsIgnored: Math.max(rows - imported - failed, 0),
      importSummary: isOver(job) ? summaryOf(job) : null,
    },
  };
}

/** Asks REST about an import. */
async function look(call: BridgeCall, job: KeptImport): Promise<KeptImport | SoapFault> {
  const records = await call.rest.records({
    operation: 'getImportLeadStatusUsingGET',
    path: { batchId: String(job.batchId ?? '') },
  });
  if (hasRestCode(records, '1013')) {
    return fault('20110', 'The REST API does not know the import any more: it keeps imports for seven days');
  }
  if (isFault(records)) return records;
  const [record] = records;
  const fresh: KeptImport = {
    ...job,
    status: textMember(record, 'status') ?? job.status,
    imported: numberMember(record, 'numOfLeadsProcessed') ?? job.imported,
    failed: numberMember(record, 'numOfRowsFailed') ?? job.failed,
    message: textMember(record, 'message'),
  };
  return isOver(fresh) ? { ...fresh, endedAt: call.now } : fresh;
}

/** The counts; what the service says itself, only where rows failed. */
function summaryOf({ imported, failed, message }: KeptImport): string {
  const counts = `${imported} rows imported, ${failed} rows failed.`;
  return failed > 0 && message !== undefined ? `${counts} ${message}` : counts;
}
