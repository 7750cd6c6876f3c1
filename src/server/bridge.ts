import { runBridge } from './run-bridge';
import { startReader } from './start-reader';

/** The bridge, from the sources: `npm run bridge -- --help`. */
export default function main(): void {
  runBridge(startReader);
}
