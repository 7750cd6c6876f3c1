import { createControl, isControlPath } from './http/control-handler';
import { isRestPath, openRest } from './rest/rest-face';
import type { Sandbox } from './sandbox';

/** One way to speak with a sandbox, at paths of its own. */
export interface Face {
  /** Whether this face answers at a path, which is without the prefix of its world. */
  readonly answers: (path: string) => boolean;
  /** Opens the face of one sandbox. The handler gets the request as it came and the path without the prefix of its world. */
  readonly open: (sandbox: Sandbox) => (request: Request, path: string) => Promise<Response>;
  /** It reads bodies within a limit of its own. */
  readonly limitsItself?: boolean;
}

const soap: Face = {
  answers: (path) => /^\/soap\/mktows\/[^/]+\/?$/.test(path),
  // With the prefix: the address that `?WSDL` gives is the one that was asked.
  open: (sandbox) => (request) => sandbox.handle(request),
};

const control: Face = {
  answers: isControlPath,
  open: (sandbox) => {
    const handle = createControl(sandbox);
    return (request, path) => handle(request, path);
  },
  limitsItself: true,
};

const rest: Face = { answers: isRestPath, open: openRest, limitsItself: true };

/** Every face that a sandbox has. */
const FACES: readonly Face[] = [soap, control, rest];

/** The face that answers at a path (without the prefix of its world); undefined where there is none. */
export function faceAt(path: string): Face | undefined {
  return FACES.find((face) => face.answers(path));
}
