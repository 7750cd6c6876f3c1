import { marketo, marketoWsdl } from '../contract/marketo';
import { createControl } from '../sandbox/http/control-handler';
import { createSandbox } from '../sandbox/sandbox';
import { createMounts, type MountOptions, type Mounts } from './mounts';

/**
 * The proxy and the sandbox with Marketo's contract. This module is loaded through Vite, because the contract is.
 *
 * @throws TypeError when an entry of `allow` is no host.
 */
export function createServices(options: Omit<MountOptions, 'sandbox' | 'control'>): Mounts {
  const sandbox = createSandbox({
    contract: marketo,
    wsdl: marketoWsdl,
    now: () => Date.now(),
    random: Math.random,
    onError: (error) => console.error(error),
  });
  return createMounts({
    ...options,
    sandbox: (request) => sandbox.handle(request),
    control: createControl(sandbox),
  });
}
