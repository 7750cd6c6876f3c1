import { parentPort, type MessagePort } from 'node:worker_threads';
import { marketo } from '../contract/marketo';
import { contractOfVersion } from '../contract/versions';
import { readMessage } from '../service/read-message';
import type { ReadingJob } from './reading-threads';

/** The work of a thread that reads messages with Marketo's contract: each job that arrives is answered by what was read. */
export function serveReading(port: MessagePort): void {
  port.on('message', ({ message, version, inferTypes }: ReadingJob) => {
    const contract = version ? contractOfVersion(marketo, version) : marketo;
    port.postMessage(readMessage(message, contract, inferTypes));
  });
}

/** Starts the work where this module is a thread of its own. */
export default function main(): void {
  if (parentPort) serveReading(parentPort);
}
