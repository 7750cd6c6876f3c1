<?php
// The story of tests/interop/clients.test.ts, told by PHP's SoapClient with the served WSDL.
declare(strict_types=1);

const NS = 'http://www.marketo.com/mktows/';
const FIRST_NAME = 'Zoë & <Co> "日本" 😀';

$endpoint = getenv('MARKETO_ENDPOINT');
$email = getenv('STORY_EMAIL');
$client = new SoapClient($endpoint . '?WSDL', ['features' => SOAP_SINGLE_ELEMENT_ARRAYS]);

function authentication(): SoapHeader
{
    $timestamp = date(DATE_W3C);
    return new SoapHeader(NS, 'AuthenticationHeader', [
        'mktowsUserId' => getenv('MARKETO_USER_ID'),
        'requestSignature' => hash_hmac('sha1', $timestamp . getenv('MARKETO_USER_ID'), getenv('MARKETO_SECRET_KEY')),
        'requestTimestamp' => $timestamp,
    ]);
}

$call = function (string $operation, array $params) use ($client) {
    return $client->__soapCall($operation, [$params], null, authentication())->result;
};

$synced = $call('syncLead', [
    'leadRecord' => [
        'Email' => $email,
        'leadAttributeList' => ['attribute' => [['attrName' => 'FirstName', 'attrValue' => FIRST_NAME]]],
    ],
    'returnLead' => false,
]);

$found = $call('getLead', ['leadKey' => ['keyType' => 'EMAIL', 'keyValue' => $email]]);
$firstName = null;
foreach ($found->leadRecordList->leadRecord[0]->leadAttributeList->attribute as $attribute) {
    if ($attribute->attrName === 'FirstName') {
        $firstName = $attribute->attrValue;
    }
}

$list = function (string $operation) use ($call, $synced): bool {
    return $call('listOperation', [
        'listOperation' => $operation,
        'listKey' => ['keyType' => 'MKTOLISTNAME', 'keyValue' => 'Trav-Test-List'],
        'listMemberList' => ['leadKey' => [['keyType' => 'IDNUM', 'keyValue' => (string) $synced->leadId]]],
    ])->success;
};
$added = $list('ADDTOLIST');
$member = $list('ISMEMBEROFLIST');

$selector = new SoapVar(['staticListName' => 'All Leads'], SOAP_ENC_OBJECT, 'StaticListSelector', NS);
$params = ['leadSelector' => $selector, 'batchSize' => 500, 'includeAttributes' => ['stringItem' => ['Company']]];
$ids = [];
$pages = 0;
do {
    $page = $call('getMultipleLeads', $params);
    foreach ($page->leadRecordList->leadRecord ?? [] as $lead) {
        $ids[] = $lead->Id;
    }
    $params['streamPosition'] = $page->newStreamPosition;
    $pages++;
} while ($page->remainingCount > 0);

try {
    $call('getLead', ['leadKey' => ['keyType' => 'EMAIL', 'keyValue' => 'nobody@example.com']]);
    $fault = null;
} catch (SoapFault $exception) {
    $fault = $exception->detail->serviceException->code;
}

echo json_encode([
    'status' => $synced->syncStatus->status,
    'sameId' => $found->leadRecordList->leadRecord[0]->Id === $synced->leadId,
    'firstName' => $firstName,
    'added' => $added,
    'member' => $member,
    'pages' => $pages,
    'leads' => count($ids),
    'different' => count(array_unique($ids)),
    'fault' => (string) $fault,
]);
