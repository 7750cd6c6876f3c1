import { SupervisedWorker, type WorkerDescription } from './supervised-worker.svelte';

/** The page's workers, by what they do. */
export type WorkerName = 'language' | 'signature' | 'sandbox' | 'answers' | 'editor';

const DESCRIPTIONS: Readonly<Record<WorkerName, WorkerDescription>> = {
  language: {
    name: 'What reads and checks requests',
    without:
      'The text can be edited and is sent as it stands, unsigned; the form, completion and checks wait. Nothing that was typed is lost.',
  },
  signature: {
    name: 'What judges signatures',
    without: 'Everything but “Check” works.',
  },
  sandbox: {
    name: 'The sandbox in this page',
    without: 'Requests can be edited, checked and signed. Started again, the sandbox holds its first data.',
  },
  answers: {
    name: 'What reads answers',
    without: 'Answers are shown as XML; table, tree, JSON and “Fetch all” wait.',
  },
  editor: {
    name: 'A helper of the editors',
    without: 'Editing and sending work; large texts may respond more slowly.',
  },
};

/**
 * Describes the page's workers; none is started before it is needed.
 *
 * @param ready those that are asked something early wait for this.
 */
export function pageWorkers(
  spawn: Readonly<Record<WorkerName, () => Worker>>,
  ready?: Promise<unknown>,
): Readonly<Record<WorkerName, SupervisedWorker>> {
  const supervised = (name: WorkerName) =>
    new SupervisedWorker(DESCRIPTIONS[name], { spawn: spawn[name], locks: navigator.locks, ready });
  return {
    language: supervised('language'),
    signature: supervised('signature'),
    sandbox: supervised('sandbox'),
    answers: supervised('answers'),
    editor: supervised('editor'),
  };
}
