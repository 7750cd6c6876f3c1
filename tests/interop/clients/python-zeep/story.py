"""The story of tests/interop/clients.test.ts, told by zeep with the served WSDL."""
import hashlib
import hmac
import json
import os
from datetime import datetime

from zeep import Client
from zeep.exceptions import Fault

FIRST_NAME = 'Zoë & <Co> "日本" 😀'
USER_ID = os.environ['MARKETO_USER_ID']
EMAIL = os.environ['STORY_EMAIL']

client = Client(os.environ['MARKETO_ENDPOINT'] + '?WSDL')


def headers():
    timestamp = datetime.now().astimezone().isoformat(timespec='seconds')
    key = os.environ['MARKETO_SECRET_KEY'].encode()
    signature = hmac.new(key, (timestamp + USER_ID).encode(), hashlib.sha1).hexdigest()
    return {
        'AuthenticationHeader': {
            'mktowsUserId': USER_ID,
            'requestSignature': signature,
            'requestTimestamp': timestamp,
        },
    }


def call(operation, **params):
    return client.service[operation](_soapheaders=headers(), **params)


synced = call(
    'syncLead',
    leadRecord={
        'Email': EMAIL,
        'leadAttributeList': {'attribute': [{'attrName': 'FirstName', 'attrValue': FIRST_NAME}]},
    },
    returnLead=False,
)

lead = call('getLead', leadKey={'keyType': 'EMAIL', 'keyValue': EMAIL}).leadRecordList.leadRecord[0]
attributes = {each.attrName: each.attrValue for each in lead.leadAttributeList.attribute}


def in_list(operation):
    return call(
        'listOperation',
        listOperation=operation,
        listKey={'keyType': 'MKTOLISTNAME', 'keyValue': 'Trav-Test-List'},
        listMemberList={'leadKey': [{'keyType': 'IDNUM', 'keyValue': str(synced.leadId)}]},
    ).success


added = in_list('ADDTOLIST')
member = in_list('ISMEMBEROFLIST')

StaticListSelector = client.get_type('{http://www.marketo.com/mktows/}StaticListSelector')
params = {
    'leadSelector': StaticListSelector(staticListName='All Leads'),
    'batchSize': 500,
    'includeAttributes': {'stringItem': ['Company']},
}
ids = []
pages = 0
more = True
while more:
    page = call('getMultipleLeads', **params)
    ids.extend(each.Id for each in page.leadRecordList.leadRecord)
    params['streamPosition'] = page.newStreamPosition
    pages += 1
    more = page.remainingCount > 0

try:
    call('getLead', leadKey={'keyType': 'EMAIL', 'keyValue': 'nobody@example.com'})
    fault = None
except Fault as error:
    fault = error.detail.findtext('.//code')

print(json.dumps({
    'status': synced.syncStatus.status,
    'sameId': lead.Id == synced.leadId,
    'firstName': attributes.get('FirstName'),
    'added': added,
    'member': member,
    'pages': pages,
    'leads': len(ids),
    'different': len(set(ids)),
    'fault': fault,
}))
