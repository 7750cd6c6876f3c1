// Writes src/contract/mktows-types.ts anew: npm run types
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { marketo } from '../contract/marketo';
import { contractTypes } from './contract-types';

const FILE = 'src/contract/mktows-types.ts';

/** The file's text as it has to stand in the repository. */
export async function contractTypesFile(): Promise<string> {
  const options = await resolveConfig(FILE);
  return format(contractTypes(marketo), { ...options, parser: 'typescript' });
}

/** Writes the file. */
export default async function main(): Promise<void> {
  await writeFile(FILE, await contractTypesFile());
}
