import { perlSoapLite } from '#src/snippets/kinds/perl-soap-lite';
import { runtimes } from '../runtimes';
import { snippetSuite } from '../support/suite';

snippetSuite({
  kind: perlSoapLite,
  runtime: runtimes.perl,
  cases: ['full', 'nil', 'example'],
  command: (file) => ['perl', file],
  // SOAP::Lite writes a carriage return as it is.
  tolerance: { lineEnds: true },
});
