/** A WSDL of about that many characters, of the shape that a large service's generator gives: hundreds of types, each documented. */
export function largeWsdl(size: number): string {
  const types: string[] = [];
  const parts: string[] = [];
  for (let length = 0; length < size - 4000;) {
    const number = types.length;
    const type = recordType(number);
    types.push(type);
    length += type.length;
    if (number % 40 !== 0) continue;
    parts.push(operation(number / 40));
    length += 1500;
  }
  const pick = (name: string) => parts.map((part) => part.split(`<!--${name}-->`)[1] ?? '').join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:large" xmlns:ens="urn:records.large" targetNamespace="urn:large">
  <types>
    <xsd:schema elementFormDefault="qualified" targetNamespace="urn:records.large">
      <xsd:import namespace="urn:large"/>${types.join('')}
    </xsd:schema>
    <xsd:schema elementFormDefault="qualified" targetNamespace="urn:large">
      <xsd:import namespace="urn:records.large"/>${pick('elements')}
    </xsd:schema>
  </types>${pick('messages')}
  <portType name="Large">${pick('portType')}
  </portType>
  <binding name="LargeBinding" type="tns:Large">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${pick('binding')}
  </binding>
  <service name="LargeService">
    <port binding="tns:LargeBinding" name="Large"><soap:address location="https://large.example/soap"/></port>
  </service>
</definitions>
`;
}

const KINDS = ['string', 'boolean', 'int', 'dateTime', 'double', 'date'];

function recordType(number: number): string {
  const fields = Array.from({ length: 14 + (number % 9) }, (_, index) => {
    const type =
      index === 5 && number > 0 ? `ens:Record${(number * 7) % number}` : `xsd:${KINDS[index % KINDS.length]}`;
    const many = index === 6 ? ' maxOccurs="unbounded"' : '';
    return `
            <xsd:element name="Field${index}Of${number}" nillable="true" minOccurs="0"${many} type="${type}"/>`;
  });
  const base = number % 3 === 0 ? '' : `ens:Record${number - (number % 3)}`;
  const open = base ? `\n        <xsd:complexContent><xsd:extension base="${base}">` : '';
  const close = base ? '</xsd:extension></xsd:complexContent>' : '';
  return `
      <xsd:complexType name="Record${number}">
        <xsd:annotation><xsd:documentation>What is kept of the ${number}th kind &amp; of nothing else.</xsd:documentation></xsd:annotation>${open}
          <xsd:sequence>${fields.join('')}
          </xsd:sequence>${close}
      </xsd:complexType>
      <xsd:simpleType name="Kind${number}">
        <xsd:restriction base="xsd:string"><xsd:enumeration value="First${number}"/><xsd:enumeration value="Second${number}"/></xsd:restriction>
      </xsd:simpleType>`;
}

function operation(number: number): string {
  const name = `call${number}`;
  const asked = `
      <xsd:element name="${name}"><xsd:complexType><xsd:sequence>
        <xsd:element name="records" minOccurs="0" maxOccurs="unbounded" type="ens:Record${number * 40}"/>
      </xsd:sequence></xsd:complexType></xsd:element>`;
  const answered = asked.replace(`"${name}"`, `"${name}Response"`);
  return `<!--elements-->${asked}${answered}<!--elements--><!--messages-->
  <message name="${name}Request"><part element="tns:${name}" name="parameters"/></message>
  <message name="${name}Response"><part element="tns:${name}Response" name="parameters"/></message><!--messages--><!--portType-->
    <operation name="${name}">
      <documentation>Takes records of one kind.</documentation>
      <input message="tns:${name}Request"/><output message="tns:${name}Response"/>
    </operation><!--portType--><!--binding-->
    <operation name="${name}">
      <soap:operation soapAction=""/>
      <input><soap:body use="literal"/></input><output><soap:body use="literal"/></output>
    </operation><!--binding-->`;
}
