/** Puts a text on the clipboard. @returns false when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Offers a text as a file. */
export function downloadText(text: string, name: string, type = 'text/xml') {
  downloadPieces([text], name, type);
}

/** Offers a file that comes in pieces: the browser keeps them, not the page. */
export function downloadPieces(pieces: Iterable<string>, name: string, type: string) {
  const parts: Blob[] = [];
  for (const piece of pieces) parts.push(new Blob([piece]));
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
