// The story of tests/interop/clients.test.ts, told by JAX-WS with stubs that wsimport makes from the served WSDL.

import com.example.marketo.*;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.ws.soap.SOAPFaultException;

public class Story {

    private static final String FIRST_NAME = "Zo\u00eb & <Co> \"\u65e5\u672c\" \ud83d\ude00";
    private static final ObjectFactory FACTORY = new ObjectFactory();

    public static void main(String[] args) throws Exception {
        String email = System.getenv("STORY_EMAIL");
        URL wsdl = new URL(System.getenv("MARKETO_ENDPOINT") + "?WSDL");
        MktowsPort port = new MktMktowsApiService(wsdl).getMktowsApiSoapPort();

        Attribute attribute = new Attribute();
        attribute.setAttrName("FirstName");
        attribute.setAttrValue(FIRST_NAME);
        ArrayOfAttribute attributes = new ArrayOfAttribute();
        attributes.getAttribute().add(attribute);
        LeadRecord record = new LeadRecord();
        record.setEmail(FACTORY.createLeadRecordEmail(email));
        record.setLeadAttributeList(FACTORY.createLeadRecordLeadAttributeList(attributes));
        ParamsSyncLead sync = new ParamsSyncLead();
        sync.setLeadRecord(record);
        sync.setReturnLead(false);
        ResultSyncLead synced = port.syncLead(sync, authentication(), null).getResult();

        LeadRecord lead = port.getLead(getLead(email), authentication())
                .getResult().getLeadRecordList().getValue().getLeadRecord().get(0);
        String firstName = lead.getLeadAttributeList().getValue().getAttribute().stream()
                .filter(each -> each.getAttrName().equals("FirstName"))
                .map(Attribute::getAttrValue).findFirst().orElse("");

        boolean added = inList(port, ListOperationType.ADDTOLIST, synced.getLeadId());
        boolean member = inList(port, ListOperationType.ISMEMBEROFLIST, synced.getLeadId());

        StaticListSelector selector = new StaticListSelector();
        selector.setStaticListName(FACTORY.createStaticListSelectorStaticListName("All Leads"));
        ArrayOfString columns = new ArrayOfString();
        columns.getStringItem().add("Company");
        ParamsGetMultipleLeads params = new ParamsGetMultipleLeads();
        params.setLeadSelector(selector);
        params.setBatchSize(FACTORY.createParamsGetMultipleLeadsBatchSize(500));
        params.setIncludeAttributes(columns);
        List<Integer> ids = new ArrayList<>();
        int pages = 0;
        ResultGetMultipleLeads page;
        do {
            page = port.getMultipleLeads(params, authentication()).getResult();
            page.getLeadRecordList().getValue().getLeadRecord().forEach(each -> ids.add(each.getId().getValue()));
            params.setStreamPosition(FACTORY.createParamsGetMultipleLeadsStreamPosition(page.getNewStreamPosition()));
            pages++;
        } while (page.getRemainingCount() > 0);

        String fault = "";
        try {
            port.getLead(getLead("nobody@example.com"), authentication());
        } catch (SOAPFaultException e) {
            fault = e.getFault().getDetail().getElementsByTagName("code").item(0).getTextContent();
        }

        String json = String.format(
                "{\"status\":\"%s\",\"sameId\":%b,\"firstName\":\"%s\",\"added\":%b,\"member\":%b,\"pages\":%d,"
                        + "\"leads\":%d,\"different\":%d,\"fault\":\"%s\"}",
                synced.getSyncStatus().getStatus().value(), lead.getId().getValue() == synced.getLeadId(),
                firstName.replace("\"", "\\\""), added, member, pages, ids.size(), new HashSet<>(ids).size(), fault);
        System.out.write(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ParamsGetLead getLead(String email) {
        LeadKey key = new LeadKey();
        key.setKeyType(LeadKeyRef.EMAIL);
        key.setKeyValue(email);
        ParamsGetLead params = new ParamsGetLead();
        params.setLeadKey(key);
        return params;
    }

    private static boolean inList(MktowsPort port, ListOperationType operation, int lead) throws Exception {
        ListKey list = new ListKey();
        list.setKeyType(ListKeyType.MKTOLISTNAME);
        list.setKeyValue("Trav-Test-List");
        LeadKey key = new LeadKey();
        key.setKeyType(LeadKeyRef.IDNUM);
        key.setKeyValue(String.valueOf(lead));
        ArrayOfLeadKey members = new ArrayOfLeadKey();
        members.getLeadKey().add(key);
        ParamsListOperation params = new ParamsListOperation();
        params.setListOperation(operation);
        params.setListKey(list);
        params.setListMemberList(members);
        return port.listOperation(params, authentication()).getResult().isSuccess();
    }

    private static AuthenticationHeaderInfo authentication() throws Exception {
        String user = System.getenv("MARKETO_USER_ID");
        String timestamp = OffsetDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx"));
        Mac mac = Mac.getInstance("HmacSHA1");
        byte[] key = System.getenv("MARKETO_SECRET_KEY").getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        StringBuilder signature = new StringBuilder();
        for (byte b : mac.doFinal((timestamp + user).getBytes(StandardCharsets.UTF_8))) {
            signature.append(String.format("%02x", b));
        }
        AuthenticationHeaderInfo header = new AuthenticationHeaderInfo();
        header.setMktowsUserId(user);
        header.setRequestSignature(signature.toString());
        header.setRequestTimestamp(timestamp);
        return header;
    }
}
