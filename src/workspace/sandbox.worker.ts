import { expose } from 'comlink';
import { marketo, marketoWsdl } from '../contract/marketo';
import { createSandbox } from '../sandbox/service';
import type { CarriedRequest, CarriedResponse } from './page-sandbox';

const sandbox = createSandbox({ contract: marketo, wsdl: marketoWsdl, now: () => Date.now() });

expose({
  async handle({ url, method, headers, body }: CarriedRequest): Promise<CarriedResponse> {
    const response = await sandbox.handle(
      new Request(url, { method, headers: Object.fromEntries(headers), body }),
    );
    return { status: response.status, headers: [...response.headers], body: await response.arrayBuffer() };
  },
});
