import { bashCurl } from './kinds/bash-curl';
import { csharpHttp } from './kinds/csharp';
import { csharpWcf } from './kinds/csharp-wcf';
import { envelopeMinified, envelopeRaw } from './kinds/envelope';
import { goHttp } from './kinds/go';
import { httpFile } from './kinds/http-file';
import { javaHttp } from './kinds/java-http';
import { javaJakarta, javaJaxws } from './kinds/java-jaxws';
import { literals } from './kinds/literals';
import { nodeFetch } from './kinds/node-fetch';
import { nodeSoap } from './kinds/node-soap';
import { perlSoapLite } from './kinds/perl-soap-lite';
import { phpCurl } from './kinds/php-curl';
import { phpGuzzle } from './kinds/php-guzzle';
import { phpSoapClient } from './kinds/php-soapclient';
import { postman } from './kinds/postman';
import { powershell, powershell5 } from './kinds/powershell';
import { pythonRequests } from './kinds/python-requests';
import { pythonZeep } from './kinds/python-zeep';
import { rawHttp } from './kinds/raw-http';
import { rubyHttp } from './kinds/ruby-http';
import { rubySavon } from './kinds/ruby-savon';
import { soapUi } from './kinds/soapui';
import { windowsCmd } from './kinds/windows-cmd';
import type { SnippetKind } from './snippet';

export type * from './snippet';

/** Every kind of snippet, in the order in which they are offered. */
export const snippetKinds: readonly SnippetKind[] = [
  bashCurl,
  phpSoapClient,
  phpCurl,
  phpGuzzle,
  javaJaxws,
  javaJakarta,
  javaHttp,
  rubySavon,
  rubyHttp,
  pythonZeep,
  pythonRequests,
  nodeSoap,
  nodeFetch,
  csharpWcf,
  csharpHttp,
  goHttp,
  perlSoapLite,
  powershell,
  powershell5,
  windowsCmd,
  envelopeRaw,
  envelopeMinified,
  ...literals,
  rawHttp,
  httpFile,
  postman,
  soapUi,
];

/** The kind with that id, or undefined. */
export function snippetKind(id: string): SnippetKind | undefined {
  return snippetKinds.find((kind) => kind.id === id);
}
