import { unzipSync } from 'fflate';

/** All that a WSDL's files may hold together, in bytes. */
const MOST = 50 * 2 ** 20;

/** What is in a zip archive, by path; or why it can't be read, as a sentence. */
export function unzip(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean,
):
  { readonly files: readonly (readonly [path: string, bytes: Uint8Array])[] } | { readonly problem: string } {
  let size = 0;
  let count = 0;
  try {
    // A file that holds more than its entry says does not fit into the room that it is given, and is refused.
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isWanted(name)) return false;
        size += originalSize;
        count += 1;
        if (size > MOST) throw new TooLarge();
        return true;
      },
    });
    if (count === 0) return { problem: 'holds no .wsdl, .xsd or .xml.' };
    return { files: Object.entries(found) };
  } catch (error) {
    if (error instanceof TooLarge)
      return { problem: `holds more than ${MOST / 2 ** 20} MB of files; choose those that are needed.` };
    return { problem: 'is no zip archive that can be read here.' };
  }
}

class TooLarge extends Error {}
