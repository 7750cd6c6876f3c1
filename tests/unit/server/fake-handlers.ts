import { createMounts, type MountOptions, type Mounts } from '#src/server/mounts';

/** Stands in for `handlers.ts`: the same mounts, with a sandbox that says what it was asked. */
export function createServices(options: Omit<MountOptions, 'sandbox'>): Mounts {
  return createMounts({
    ...options,
    sandbox: async (request) => new Response(`sandbox: ${request.method} ${await request.text()}`),
  });
}
