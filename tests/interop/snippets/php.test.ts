import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { phpCurl } from '#src/snippets/kinds/php-curl';
import { phpGuzzle } from '#src/snippets/kinds/php-guzzle';
import { phpSoapClient } from '#src/snippets/kinds/php-soapclient';
import { runtimes } from '../runtimes';
import { snippetSuite } from '../support/suite';

// Every notice and every deprecation ends a script here.
const strict = ['-d', 'error_reporting=-1', '-d', 'display_errors=stderr'];

snippetSuite({ kind: phpCurl, runtime: runtimes.phpCurl, command: (file) => ['php', ...strict, file] });

// Debian has Guzzle in PHP's own path; Composer would have written this file.
snippetSuite({
  kind: phpGuzzle,
  runtime: runtimes.guzzle,
  command: (file) => ['php', ...strict, file],
  prepare: async (_files, directory) => {
    mkdirSync(join(directory, 'vendor'));
    writeFileSync(join(directory, 'vendor', 'autoload.php'), "<?php\nrequire 'GuzzleHttp/autoload.php';\n");
  },
});

snippetSuite({
  kind: phpSoapClient,
  runtime: runtimes.phpSoap,
  cases: ['full', 'nil', 'example'],
  command: (file) => ['php', ...strict, '-d', 'soap.wsdl_cache_enabled=0', file],
});
