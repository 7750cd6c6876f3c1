"""getMultipleLeads for SMSProgram.listForTesting, as zeep's documentation would have one write it."""
import hashlib
import hmac
import os
from datetime import datetime, timezone

from zeep import Client

endpoint = os.environ['MARKETO_ENDPOINT']
user_id = os.environ['MARKETO_USER_ID']
timestamp = datetime.now(timezone.utc).isoformat(timespec='seconds')
signature = hmac.new(
    os.environ['MARKETO_SECRET_KEY'].encode(), (timestamp + user_id).encode(), hashlib.sha1
).hexdigest()

client = Client(endpoint + '?WSDL')
header = client.get_element('{http://www.marketo.com/mktows/}AuthenticationHeader')(
    mktowsUserId=user_id, requestSignature=signature, requestTimestamp=timestamp
)
selector = client.get_type('{http://www.marketo.com/mktows/}StaticListSelector')(
    staticListName='SMSProgram.listForTesting'
)
result = client.service.getMultipleLeads(leadSelector=selector, batchSize=100, _soapheaders=[header])
for lead in result.leadRecordList.leadRecord:
    print(lead.Id, lead.Email)
