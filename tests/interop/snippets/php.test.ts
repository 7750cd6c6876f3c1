import { phpCurl } from '#src/snippets/kinds/php-curl';
import { phpSoapClient } from '#src/snippets/kinds/php-soapclient';
import { runtimes } from '../runtimes';
import { snippetSuite } from '../support/suite';

// Every notice and every deprecation ends a script here.
const strict = ['-d', 'error_reporting=-1', '-d', 'display_errors=stderr'];

snippetSuite({ kind: phpCurl, runtime: runtimes.phpCurl, command: (file) => ['php', ...strict, file] });

snippetSuite({
  kind: phpSoapClient,
  runtime: runtimes.phpSoap,
  cases: ['full', 'nil', 'example'],
  command: (file) => ['php', ...strict, '-d', 'soap.wsdl_cache_enabled=0', file],
});
