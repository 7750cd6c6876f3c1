/** The standard fields of opportunities and roles, by their SOAP names (vendor's page on Marketo objects). */
const STANDARD: ReadonlySet<string> = new Set(
  (
    'Amount|CloseDate|Description|ExpectedRevenue|ExternalCreatedDate|Fiscal|FiscalQuarter|FiscalYear|' +
    'ForecastCategoryName|IsClosed|IsWon|LastActivityDate|LeadSource|Name|NextStep|Probability|Quantity|Stage|Type|' +
    'Role|IsPrimary'
  ).split('|'),
);

/** The REST name of a field of an opportunity or a role: standard ones begin with a small letter, others keep their name. */
export function objectFieldName(soap: string): string {
  return STANDARD.has(soap) ? soap.charAt(0).toLowerCase() + soap.slice(1) : soap;
}

/** The SOAP name of a REST field of an opportunity or a role. */
export function soapObjectField(rest: string): string {
  const soap = rest.charAt(0).toUpperCase() + rest.slice(1);
  return STANDARD.has(soap) ? soap : rest;
}
