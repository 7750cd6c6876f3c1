import { runSandbox } from './run-sandbox';
import { startReader } from './start-reader';

/** The sandbox alone, from the sources: `npm run sandbox -- --help`. */
export default function main(): void {
  runSandbox(startReader);
}
