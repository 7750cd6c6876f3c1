# The story of tests/interop/clients.test.ts, told by Perl's SOAP::Lite, which is given names instead of a WSDL.
use strict;
use warnings;
use utf8;
use Digest::SHA qw(hmac_sha1_hex);
use Encode qw(encode decode);
use JSON::PP;
use POSIX qw(strftime);
use SOAP::Lite;

my $ns = 'http://www.marketo.com/mktows/';
my $first_name = 'Zoë & <Co> "日本" 😀';
my ($endpoint, $user, $key, $email) =
  @ENV{qw(MARKETO_ENDPOINT MARKETO_USER_ID MARKETO_SECRET_KEY STORY_EMAIL)};

# A fault is returned like any answer, instead of ending the program.
my $client = SOAP::Lite->proxy($endpoint)->autotype(0)->readable(1)->on_fault(sub { $_[1] });
$client->serializer->register_ns($ns, 'mkt');

# An element without a prefix, with a text or further elements in it.
sub element {
  my ($name, @content) = @_;
  my $data = SOAP::Data->name($name);
  return ref $content[0] ? $data->value(\SOAP::Data->value(@content)) : $data->type(string => $content[0]);
}

sub call {
  my ($operation, @params) = @_;
  my $timestamp = strftime('%Y-%m-%dT%H:%M:%S+00:00', gmtime);
  my $header = SOAP::Header->name('mkt:AuthenticationHeader')->value(
    \SOAP::Data->value(
      element(mktowsUserId => $user),
      element(requestSignature => hmac_sha1_hex($timestamp . $user, $key)),
      element(requestTimestamp => $timestamp),
    ),
  );
  $client->on_action(sub { qq("$ns$operation") });
  return $client->call(SOAP::Data->name('mkt:params' . ucfirst $operation), $header, @params);
}

sub lead_key { return element(leadKey => element(keyType => $_[0]), element(keyValue => $_[1])) }

my $attribute = element(attribute => element(attrName => 'FirstName'), element(attrValue => $first_name));
my $record = element(leadRecord => element(Email => $email), element(leadAttributeList => $attribute));
my $synced = call(syncLead => $record, element(returnLead => 'false'))->valueof('//result');

my $lead = call(getLead => lead_key(EMAIL => $email))->valueof('//leadRecordList/leadRecord');
my $attributes = $lead->{leadAttributeList}{attribute};
my ($name) = map { $_->{attrValue} } grep { $_->{attrName} eq 'FirstName' }
  ref $attributes eq 'ARRAY' ? @$attributes : $attributes;

sub in_list {
  my $answer = call(
    listOperation => element(listOperation => $_[0]),
    element(listKey => element(keyType => 'MKTOLISTNAME'), element(keyValue => 'Trav-Test-List')),
    element(listMemberList => lead_key(IDNUM => $synced->{leadId})),
  );
  return $answer->valueof('//result/success') eq 'true' ? JSON::PP::true : JSON::PP::false;
}
my $added = in_list('ADDTOLIST');
my $member = in_list('ISMEMBEROFLIST');

my (@ids, @position);
my $pages = 0;
while (1) {
  my $selector = element(leadSelector => element(staticListName => 'All Leads'));
  $selector->attr({ 'xsi:type' => 'mkt:StaticListSelector' });
  my $columns = element(includeAttributes => element(stringItem => 'Company'));
  my $page = call(getMultipleLeads => $selector, @position, element(batchSize => 500), $columns);
  push @ids, map { $_->{Id} } $page->valueof('//leadRecordList/leadRecord');
  $pages++;
  last unless $page->valueof('//result/remainingCount') > 0;
  @position = (element(streamPosition => $page->valueof('//result/newStreamPosition')));
}
my %different = map { $_ => 1 } @ids;

my $fault = call(getLead => lead_key(EMAIL => 'nobody@example.com'))->faultdetail;

print JSON::PP->new->utf8->encode({
  status => $synced->{syncStatus}{status},
  sameId => $lead->{Id} == $synced->{leadId} ? JSON::PP::true : JSON::PP::false,
  firstName => $name,
  added => $added,
  member => $member,
  pages => $pages,
  leads => scalar @ids,
  different => scalar keys %different,
  fault => $fault->{serviceException}{code},
});
