import { bashCurl } from '#src/snippets/kinds/bash-curl';
import { runtimes } from '../runtimes';
import { snippetSuite } from '../support/suite';

snippetSuite({ kind: bashCurl, runtime: runtimes.bash, command: (file) => ['bash', file] });
