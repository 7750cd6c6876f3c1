/* Monaco's own worker, which here also says when it runs, so that its failure is noticed. */
import 'monaco-editor/editor/editor.worker';
import { announceStart } from '../../workspace/worker-life';

announceStart(postMessage);
