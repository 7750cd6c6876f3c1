import { ENDPOINT, NO_SECRET, RULE, SECRET_KEY, USER_ID } from '../about';
import type { Contract, Field } from '../../contract/contract';
import type { Paging } from '../../contract/paging';
import { code } from '../code';
import { perlString } from '../escape/perl';
import { pagesOf } from '../plan';
import { hash, onLibrary, script } from '../program';
import type { Frozen, SnippetOptions, SnippetRequest } from '../snippet';
import { TIMEOUT } from '../timeout';
import { carriageReturnNotes, type Typed, type TypedField, type TypedRequest } from '../typed';

/** A Perl script with SOAP::Lite, which is given names and order; it does not read the WSDL. */
export const perlSoapLite = onLibrary({
  id: 'perl-soap-lite',
  language: 'perl',
  label: 'Perl, SOAP::Lite',
  needs: 'Perl 5.10 or later, SOAP::Lite 1 (cpan SOAP::Lite).',
  verified: true,
  ...script('perl', 'pl'),
  comment: hash,
  library: 'SOAP::Lite',
  isStrict: false,
  notes: (request) => carriageReturnNotes('SOAP::Lite', request),
  program,
});

function program(
  request: SnippetRequest,
  options: SnippetOptions,
  typed: TypedRequest,
  header: readonly string[],
): string {
  const { contract, operation } = request;
  const { frozen, timeout = TIMEOUT } = options;
  const paging = pagesOf(request, options);
  const [before, after] = around(typed, operation.input?.type.name ?? '', contract, paging);
  const params = (fields: readonly TypedField[]) => elements(fields).map((line) => `  ${line}`);
  return code`
    #!/usr/bin/env perl
    ${header}
    use strict;
    use warnings;
    use utf8;
    use Data::Dumper;
    ${frozen ? [] : ['use Digest::SHA qw(hmac_sha1_hex);', 'use Encode qw(encode);', 'use POSIX qw(strftime);']}
    use SOAP::Lite;

    ${settings(request, frozen)}

    my $client = SOAP::Lite->proxy($endpoint, timeout => ${String(timeout)})->autotype(0)->readable(1);
    $client->serializer->register_ns(${perlString(contract.targetNamespace)}, 'mkt');
    $client->on_action(sub { ${perlString(`"${operation.soapAction}"`)} });
    $client->on_fault(\&stop);

    # An element without a prefix: with a text, with further elements in it, or nil.
    sub element {
      my ($name, @content) = @_;
      my $data = SOAP::Data->name($name);
      return $data->attr({ 'xsi:nil' => 'true' }) if @content && !defined $content[0];
      return $data->type(string => $content[0]) if @content && !ref $content[0];
      return @content ? $data->value(\SOAP::Data->value(@content)) : $data->value('');
    }

    # Ends the script with the fault's code and message, or with what came instead of an envelope.
    sub stop {
      my ($soap, $answer) = @_;
      if (ref $answer && $answer->fault) {
        my ($code, $message) = map { $answer->valueof("//Fault/detail/*/$_") } qw(code message);
        $code = $answer->faultcode unless defined $code;
        $message = $answer->faultstring unless defined $message;
        binmode STDERR, ':encoding(UTF-8)';
        die "Fault $code: $message\n";
      }
      my $status = $soap->transport->status || 'an answer';
      $status =~ s/\s+/ /g;
      die "No SOAP envelope: $status\n";
    }

    ${frozen ? ['sub sign { return ($timestamp, $signature) }'] : sign()}

    sub call {
      my ($timestamp, $signature) = sign();
      my $authentication = SOAP::Header->name('mkt:AuthenticationHeader')->value(\SOAP::Data->value(
        element(mktowsUserId => $user_id),
        element(requestSignature => $signature),
        element(requestTimestamp => $timestamp),
        ${elements(typed.authentication.fields)}
      ));
      my $method = SOAP::Data->name(${perlString(`mkt:${operation.input?.name ?? ''}`)});
      my $answer = $client->call($method, $authentication, ${headers(typed)}@_);
      stop($client, $answer) unless ref $answer && $answer->match('/Envelope/Body');
      print Dumper($answer->body);
      return $answer;
    }

    ${
      paging
        ? pages(paging, contract, params(before), params(after))
        : before.length === 0
          ? ['call();']
          : ['call(', ...params(before), ');']
    }
  `;
}

function settings({ endpoint, userId }: SnippetRequest, frozen: Frozen | undefined): string[] {
  const first = `my $endpoint = $ENV{${ENDPOINT}} || ${perlString(endpoint)};`;
  if (frozen) {
    return [
      first,
      `my $user_id = ${perlString(userId)};`,
      `my $timestamp = ${perlString(frozen.requestTimestamp)};`,
      `my $signature = ${perlString(frozen.requestSignature)};`,
    ];
  }
  return [
    first,
    `my $user_id = $ENV{${USER_ID}} || ${perlString(userId)};`,
    `my $secret_key = $ENV{${SECRET_KEY}} or die ${perlString(NO_SECRET)} . "\\n";`,
  ];
}

function sign(): string[] {
  return [
    ...RULE.map((line) => `# ${line}`),
    `sub sign {`,
    `  my $timestamp = strftime('%Y-%m-%dT%H:%M:%S+00:00', gmtime);`,
    `  return ($timestamp, hmac_sha1_hex(encode('UTF-8', $timestamp . $user_id), $secret_key));`,
    `}`,
  ];
}

/** The body's fields before and after the place of the position; without paging, all of them before. */
function around(
  { body }: TypedRequest,
  type: string,
  contract: Contract,
  paging: Paging | undefined,
): [readonly TypedField[], readonly TypedField[]] {
  if (!paging) return [body.fields, []];
  const order = (contract.types[type]?.fields ?? []).map(({ name }) => name);
  const at = order.indexOf(paging.requestField.name);
  const place = ({ field }: TypedField) => order.indexOf(field.name);
  return [body.fields.filter((one) => place(one) <= at), body.fields.filter((one) => place(one) > at)];
}

function headers({ headers: all }: TypedRequest): string {
  return all
    .map(({ name, content }) => {
      const inner = elements(content.fields).join(' ');
      const value = inner === '' ? "->value('')" : `->value(\\SOAP::Data->value(${inner.replace(/,$/, '')}))`;
      return `SOAP::Header->name(${perlString(`mkt:${name}`)})${value}, `;
    })
    .join('');
}

/** Each field as one element or several, each ended by a comma. */
function elements(fields: readonly TypedField[]): string[] {
  return fields.flatMap(({ field, value }) =>
    (value.kind === 'list' ? value.items : [value]).flatMap((item) => `${element(field, item)},`.split('\n')),
  );
}

function element({ name }: Field, typed: Typed): string {
  const key = perlString(name);
  switch (typed.kind) {
    case 'nil':
      return `element(${key}, undef)`;
    case 'list':
      return '';
    case 'boolean':
      return `element(${key}, '${String(typed.value)}')`;
    case 'group': {
      const inner = elements(typed.fields).map((line) => `  ${line}`);
      const whole = inner.length === 0 ? `element(${key})` : [`element(${key},`, ...inner, ')'].join('\n');
      return typed.derived
        ? `${whole}->attr({ 'xsi:type' => ${perlString(`mkt:${typed.type.localName}`)} })`
        : whole;
    }
    default:
      return `element(${key}, ${perlString(typed.value)})`;
  }
}

function pages(
  { requestField, resultField, more, complex }: Paging,
  contract: Contract,
  before: readonly string[],
  after: readonly string[],
): string[] {
  const request = perlString(requestField.name);
  const first = before.findIndex((line) => line.startsWith(`  element(${request}`));
  const others = first < 0 ? before : before.slice(0, first);
  const position = first < 0 ? [] : before.slice(first);
  const at = (path: readonly string[]) => `'//${path.join('/')}'`;
  const names = (contract.types[requestField.type.name]?.fields ?? []).map(({ name }) => name);
  return [
    `# Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    ...(position.length === 0 ? ['my @position;'] : ['my @position = (', ...position, ');']),
    `while (1) {`,
    `  my $answer = call(`,
    ...[...others, '  @position,', ...after].map((line) => `  ${line}`),
    `  );`,
    more.kind === 'count'
      ? `  last unless ($answer->valueof(${at(more.path)}) || 0) > 0;`
      : `  last unless ($answer->valueof(${at(more.path)}) || '') eq 'true';`,
    ...(complex
      ? [
          `  my $position = $answer->valueof(${at(resultField)});`,
          `  my @filled = grep { defined $position->{$_} } qw(${names.join(' ')});`,
          `  @position = element(${request}, map { element($_, $position->{$_}) } @filled);`,
        ]
      : [`  @position = element(${request}, $answer->valueof(${at(resultField)}));`]),
    `}`,
  ];
}
