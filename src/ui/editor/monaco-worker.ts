import { IEditorWorkerService } from 'monaco-editor/editor/common/services/editorWorker';
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices';
import type { SupervisedWorker } from '../../workspace/supervised-worker.svelte';

/** Of Monaco's service, what holds its worker. Monaco gives no door to it; a browser test holds this one. */
interface WorkerHolder {
  readonly _workerManager?: { _editorWorkerClient?: { dispose(): void } | null };
}

/**
 * Lets Monaco use a supervised worker. While that one is failed, Monaco does the same work in the page's own thread; a
 * worker that is started anew is used again.
 */
export function useWorker(supervised: SupervisedWorker) {
  self.MonacoEnvironment = { getWorker: () => borrow(supervised) };
  // Started before it is needed: what waits for it is done without it as soon as it is known that it does not come.
  if (supervised.status === 'idle') supervised.start();
  supervised.onchange(() => {
    const manager = (StandaloneServices.get(IEditorWorkerService) as WorkerHolder)._workerManager;
    if (!manager) return;
    manager._editorWorkerClient?.dispose();
    // The next question makes another one: it asks for a worker again, or does without when there is none.
    manager._editorWorkerClient = null;
  });
}

/** Monaco ends a worker that it has not used for a while: that is no failure. */
function borrow(supervised: SupervisedWorker): Worker {
  const worker = supervised.start();
  const terminate = () => Worker.prototype.terminate.call(worker);
  worker.terminate = () => {
    supervised.stop(worker);
    terminate();
  };
  return worker;
}
