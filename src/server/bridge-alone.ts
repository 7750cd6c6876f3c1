// The bridge as one file, and in it the threads that read large messages: they run the same file.
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';
import { serveReading } from './reader';
import { runBridge } from './run-bridge';

if (parentPort) serveReading(parentPort);
else runBridge((resourceLimits) => new Worker(fileURLToPath(import.meta.url), { resourceLimits }));
