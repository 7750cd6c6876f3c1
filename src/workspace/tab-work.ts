import * as v from 'valibot';
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
});

export type TabWork = v.InferOutput<typeof tabWorkSchema>;

/**
 * The same work without any text that holds one of the secret keys, as it is or in a form that programs write: a pasted
 * program may well contain its key.
 */
export function withoutSecrets(work: TabWork, secretKeys: readonly string[]): TabWork {
  const forms = secretKeys.filter(Boolean).flatMap(writtenForms);
  const holds = (text: string) => forms.some((form) => text.toLowerCase().includes(form.toLowerCase()));
  return {
    ...work,
    texts: work.texts.filter(([, text]) => !holds(text)),
    checked: holds(work.checked) ? '' : work.checked,
  };
}

/** A key as text, percent-encoded, escaped for XML and JSON, in Base64 and in hexadecimal digits. */
function writtenForms(key: string): string[] {
  const bytes = [...new TextEncoder().encode(key)];
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const xml = key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [...new Set([key, encodeURIComponent(key), xml, JSON.stringify(key).slice(1, -1), base64, hex])];
}
