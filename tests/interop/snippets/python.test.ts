import { pythonRequests } from '#src/snippets/kinds/python-requests';
import { pythonZeep } from '#src/snippets/kinds/python-zeep';
import { pythonRequests as withRequests, pythonZeep as withZeep, runtimes } from '../runtimes';
import { snippetSuite } from '../support/suite';

snippetSuite({
  kind: pythonRequests,
  runtime: runtimes.requests,
  command: (file) => [withRequests() ?? 'python3', file],
});

snippetSuite({
  kind: pythonZeep,
  runtime: runtimes.zeep,
  cases: ['full', 'nil', 'example'],
  command: (file) => [withZeep() ?? 'python3', file],
});
