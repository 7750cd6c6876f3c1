/** A small WSDL that has nothing to do with Marketo: one operation, `sayHello`, with these fields. */
export function helloWsdl(fields = '<xs:element name="firstName" type="xs:string"/>'): string {
  return `<?xml version="1.0"?>
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:hello" targetNamespace="urn:hello" name="Hello">
  <w:types><xs:schema targetNamespace="urn:hello" elementFormDefault="qualified">
    <xs:element name="sayHello"><xs:complexType><xs:sequence>${fields}</xs:sequence></xs:complexType></xs:element>
    <xs:element name="sayHelloResponse"><xs:complexType><xs:sequence><xs:element name="greeting" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
  </xs:schema></w:types>
  <w:message name="in"><w:part name="p" element="t:sayHello"/></w:message>
  <w:message name="out"><w:part name="p" element="t:sayHelloResponse"/></w:message>
  <w:portType name="P"><w:operation name="sayHello"><w:input message="t:in"/><w:output message="t:out"/></w:operation></w:portType>
  <w:binding name="B" type="t:P"><s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="sayHello"><s:operation soapAction="urn:hello#sayHello"/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>
  </w:binding>
  <w:service name="HelloService"><w:port name="Port" binding="t:B"><s:address location="http://localhost/hello"/></w:port></w:service>
</w:definitions>`;
}
