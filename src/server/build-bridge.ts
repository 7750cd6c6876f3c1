import { BRIDGE_FILE } from './built-files.js';
import { buildBridgeFile } from './sandbox-file';

/** Writes the bridge as one file: `npm run build:bridge`. */
export default async function main(): Promise<void> {
  await buildBridgeFile();
  console.log(`Written: ${BRIDGE_FILE}`);
}
