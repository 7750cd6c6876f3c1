import { createWorlds } from './create-worlds';
import { createMounts, type MountOptions, type Mounts } from './mounts';
import { ReadingThreads } from './reading-threads';
import { startReader } from './start-reader';

/**
 * The proxy and the sandbox with Marketo's contract. This module is loaded through Vite, because the contract is.
 *
 * @throws TypeError when an entry of `allow` is no host.
 */
export function createServices(options: Omit<MountOptions, 'sandbox'>): Mounts {
  const threads = new ReadingThreads(startReader);
  const worlds = createWorlds({ readElsewhere: threads.read });
  const mounts = createMounts({ ...options, sandbox: worlds.handle });
  return {
    ...mounts,
    close() {
      threads.close();
      mounts.close();
    },
  };
}
