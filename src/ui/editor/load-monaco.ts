import type { SupervisedWorker } from '../../workspace/supervised-worker.svelte';
import { painted } from '../parts/painted';
import type * as MonacoModule from './monaco';

let loading: Promise<typeof MonacoModule> | undefined;

/** Monaco is fetched once, by the first editor that appears; one that did not come is fetched again when asked for. */
export function loadMonaco(worker: SupervisedWorker): Promise<typeof MonacoModule> {
  loading ??= painted()
    .then(() => import('./monaco'))
    .then((monaco) => {
      monaco.useWorker(worker);
      return monaco;
    });
  loading.catch(() => (loading = undefined));
  return loading;
}
