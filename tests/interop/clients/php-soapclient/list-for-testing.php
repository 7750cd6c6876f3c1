<?php
// Ten-year-old PHP as integrations still have it: objects made field by field, a selector in a SoapVar, notices ignored.
$endpoint = getenv('MARKETO_ENDPOINT');
$userId = getenv('MARKETO_USER_ID');
$key = getenv('MARKETO_SECRET_KEY');
$ns = 'http://www.marketo.com/mktows/';

$now = new DateTime('now', new DateTimeZone('America/Los_Angeles'));
$stamp = $now->format(DATE_W3C);
$auth = new stdClass();
$auth->mktowsUserId = $userId;
$auth->requestSignature = hash_hmac('sha1', $stamp . $userId, $key);
$auth->requestTimestamp = $stamp;
$header = new SoapHeader($ns, 'AuthenticationHeader', $auth);
$options = array('connection_timeout' => 15, 'location' => $endpoint, 'trace' => 1);

$list = new stdClass();
$list->staticListName = 'SMSProgram.listForTesting';
$params = new stdClass();
$params->leadSelector = new SoapVar($list, SOAP_ENC_OBJECT, 'StaticListSelector', $ns);
$params->streamPosition = null;
$params->batchSize = 100;

$client = new SoapClient($endpoint . '?WSDL', $options);
$leads = $client->__soapCall('getMultipleLeads', array($params), $options, $header);
print $client->__getLastResponse();
