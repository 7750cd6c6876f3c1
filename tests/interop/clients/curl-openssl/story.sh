#!/usr/bin/env bash
# The story of tests/interop/clients.test.ts, told by curl and openssl, without a SOAP library.
set -euo pipefail

first_name='Zoë &amp; &lt;Co&gt; "日本" 😀'

# Usage: call OPERATION PARAMETERS, where the element is params + the operation's name with a capital.
call() {
  local timestamp signature name=$1
  timestamp=$(date +%Y-%m-%dT%H:%M:%S%:z)
  signature=$(printf '%s' "$timestamp$MARKETO_USER_ID" |
    openssl dgst -sha1 -hmac "$MARKETO_SECRET_KEY" | awk '{print $NF}')
  curl --silent --show-error --header 'Content-Type: text/xml; charset=utf-8' \
    --header "SOAPAction: http://www.marketo.com/mktows/$name" --data-binary @- "$MARKETO_ENDPOINT" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:mkt="http://www.marketo.com/mktows/"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <soapenv:Header><mkt:AuthenticationHeader>
    <mktowsUserId>$MARKETO_USER_ID</mktowsUserId>
    <requestSignature>$signature</requestSignature>
    <requestTimestamp>$timestamp</requestTimestamp>
  </mkt:AuthenticationHeader></soapenv:Header>
  <soapenv:Body><mkt:params${name^}>$2</mkt:params${name^}></soapenv:Body>
</soapenv:Envelope>
XML
}

# Usage: select ANSWER XPATH
select_text() {
  printf '%s' "$1" | xmllint --xpath "string($2)" -
}

key() {
  printf '<leadKey><keyType>%s</keyType><keyValue>%s</keyValue></leadKey>' "$1" "$2"
}

synced=$(call syncLead "<leadRecord><Email>$STORY_EMAIL</Email><leadAttributeList><attribute>
  <attrName>FirstName</attrName><attrValue>$first_name</attrValue>
  </attribute></leadAttributeList></leadRecord><returnLead>false</returnLead>")
id=$(select_text "$synced" //leadId)
found=$(call getLead "$(key EMAIL "$STORY_EMAIL")")

in_list() {
  select_text "$(call listOperation "<listOperation>$1</listOperation>
    <listKey><keyType>MKTOLISTNAME</keyType><keyValue>Trav-Test-List</keyValue></listKey>
    <listMemberList>$(key IDNUM "$id")</listMemberList>")" //success
}
added=$(in_list ADDTOLIST)
member=$(in_list ISMEMBEROFLIST)

ids=
pages=0
position=
while true; do
  page=$(call getMultipleLeads "<leadSelector xsi:type=\"mkt:StaticListSelector\">
    <staticListName>All Leads</staticListName></leadSelector>$position<batchSize>500</batchSize>
    <includeAttributes><stringItem>Company</stringItem></includeAttributes>")
  ids+=$(grep -o '<Id>[0-9]*</Id>' <<<"$page")$'\n'
  pages=$((pages + 1))
  [ "$(select_text "$page" //remainingCount)" -gt 0 ] || break
  position="<streamPosition>$(select_text "$page" //newStreamPosition)</streamPosition>"
done

fault=$(select_text "$(call getLead "$(key EMAIL nobody@example.com)")" //detail/*/code)
name=$(select_text "$found" '//attribute[attrName="FirstName"]/attrValue')
same=false
[ "$(select_text "$found" //Id)" = "$id" ] && same=true

printf '{"status":"%s","sameId":%s,"firstName":"%s","added":%s,"member":%s,"pages":%s,"leads":%s,"different":%s,"fault":"%s"}\n' \
  "$(select_text "$synced" //status)" "$same" "${name//\"/\\\"}" "$added" "$member" "$pages" \
  "$(grep -c Id <<<"$ids")" "$(grep Id <<<"$ids" | sort -u | wc -l | tr -d ' ')" "$fault"
