import * as v from 'valibot';
import { holdsSecret } from './kept/secrets';
import { INSPECTOR_TABS } from './view.svelte';

/** What a tab keeps of its work, to be there after a reload. It holds no secret key. */
export const tabWorkSchema = v.object({
  /** The open document. */
  open: v.string(),
  /** The texts of all documents that were opened, by name. */
  texts: v.array(v.tuple([v.string(), v.string()])),
  tab: v.fallback(v.picklist(INSPECTOR_TABS), 'problems'),
  inspectorOpen: v.fallback(v.boolean(), false),
  signature: v.fallback(v.picklist(['sign', 'check']), 'sign'),
  column: v.fallback(v.picklist(['operations', 'form']), 'form'),
  /** What was pasted into *Check*. */
  checked: v.fallback(v.string(), ''),
  /** Documents whose own signature is kept, and whether their author has said that they are sent so. */
  ownSignatures: v.fallback(v.array(v.tuple([v.string(), v.boolean()])), []),
});

export type TabWork = v.InferOutput<typeof tabWorkSchema>;

/** The same work without any text that holds one of the secret keys: a pasted program may well contain its key. */
export function workWithoutSecrets(work: TabWork, secretKeys: readonly string[]): TabWork {
  return {
    ...work,
    texts: work.texts.filter(([, text]) => !holdsSecret(text, secretKeys)),
    checked: holdsSecret(work.checked, secretKeys) ? '' : work.checked,
  };
}
