import { ENDPOINT, NO_SECRET, RULE, SECRET_KEY, USER_ID } from '../about';
import { code } from '../code';
import { goFormat, goRawString, goString } from '../escape/go';
import type { PagePlan, Plan } from '../plan';
import { plainHttp, script, slashes } from '../program';
import { fillTemplate } from '../template';

/** A Go program with net/http; encoding/xml reads the answer. */
export const goHttp = plainHttp({
  id: 'go-http',
  language: 'go',
  label: 'Go, net/http',
  needs: 'Go 1.16 or later; no modules.',
  verified: true,
  ...script('go run', 'go'),
  comment: slashes,
  program,
});

function program(plan: Plan, header: readonly string[]): string {
  const { frozen, paging } = plan;
  return code`
    ${header}
    package main

    import (
    ${imports(plan)}
    )

    ${envelope(plan)}

    ${answerType(paging)}

    func main() {
    	log.SetFlags(0)
    	${paging ? pages(paging) : ['call()']}
    }

    // call sends one request and prints the answer; a fault ends the program.
    func call(${paging ? 'position string' : ''}) answer {
    	${settings(plan)}
    	var user bytes.Buffer
    	xml.EscapeText(&user, []byte(userID))
    	body := fmt.Sprintf(envelope, user.String(), signature, timestamp${paging ? ', position' : ''})

    	request, err := http.NewRequest(http.MethodPost, endpoint, strings.NewReader(body))
    	check(err)
    	request.Header.Set("Content-Type", "text/xml; charset=utf-8")
    	request.Header.Set("SOAPAction", ${goRawString(`"${plan.soapAction}"`)})
    	client := http.Client{Timeout: ${String(plan.timeout)} * time.Second}
    	response, err := client.Do(request)
    	check(err)
    	defer response.Body.Close()
    	text, err := io.ReadAll(response.Body)
    	check(err)

    	var result answer
    	if err := xml.Unmarshal(text, &result); err != nil {
    		log.Fatalf("HTTP status %d without a SOAP envelope.", response.StatusCode)
    	}
    	if fault := result.Fault; fault != nil {
    		message := fault.Message
    		if message == "" {
    			message = fault.String
    		}
    		log.Fatalf("Fault %s: %s", fault.Code, message)
    	}
    	fmt.Println(string(text))
    	return result
    }

    ${frozen ? [] : signFunction()}

    func environment(name, otherwise string) string {
    	if value, ok := os.LookupEnv(name); ok {
    		return value
    	}
    	return otherwise
    }

    func check(err error) {
    	if err != nil {
    		log.Fatal("No answer: ", err)
    	}
    }
  `;
}

function imports({ frozen }: Plan): string[] {
  const signing = ['crypto/hmac', 'crypto/sha1', 'encoding/hex'];
  return [
    'bytes',
    ...(frozen ? [] : signing),
    'encoding/xml',
    'fmt',
    'io',
    'log',
    'net/http',
    'os',
    'strings',
    'time',
  ].map((name) => `\t"${name}"`);
}

function settings({ endpoint, userId, frozen }: Plan): string[] {
  const first = `endpoint := environment("${ENDPOINT}", ${goString(endpoint)})`;
  if (frozen) {
    return [
      first,
      `userID := ${goString(userId)}`,
      `timestamp := ${goString(frozen.requestTimestamp)}`,
      `signature := ${goString(frozen.requestSignature)}`,
    ];
  }
  return [
    first,
    `userID := environment("${USER_ID}", ${goString(userId)})`,
    `secretKey, ok := os.LookupEnv("${SECRET_KEY}")`,
    `if !ok {`,
    `\tlog.Fatal(${goString(NO_SECRET)})`,
    `}`,
    `timestamp := time.Now().Format("2006-01-02T15:04:05-07:00")`,
    `signature := sign(timestamp+userID, secretKey)`,
  ];
}

function signFunction(): string[] {
  return [
    ...RULE.map((line) => `// ${line}`),
    `func sign(message, secretKey string) string {`,
    `\tmac := hmac.New(sha1.New, []byte(secretKey))`,
    `\tmac.Write([]byte(message))`,
    `\treturn hex.EncodeToString(mac.Sum(nil))`,
    `}`,
  ];
}

function envelope(plan: Plan): string {
  const places = { userId: '%[1]s', signature: '%[2]s', timestamp: '%[3]s', position: '%[4]s' };
  const text = fillTemplate(plan.envelope, goFormat, (slot) => places[slot]).trimEnd();
  return `const envelope = ${goRawString(text)}`;
}

function answerType(paging: PagePlan | undefined): string[] {
  return [
    `// answer has what this program reads of an answer.`,
    `type answer struct {`,
    `\tXMLName xml.Name \`xml:"Envelope"\``,
    `\tFault   *struct {`,
    `\t\tString  string \`xml:"faultstring"\``,
    `\t\tCode    string \`xml:"detail>serviceException>code"\``,
    `\t\tMessage string \`xml:"detail>serviceException>message"\``,
    `\t} \`xml:"Body>Fault"\``,
    ...(paging ? pageFields(paging) : []),
    `}`,
    ...(paging
      ? [
          ``,
          `// page has what an answer says about the next one. The position's text stays as it stands.`,
          `type page struct {`,
          paging.kind === 'count'
            ? `\tMore     int \`xml:"${paging.more}"\``
            : `\tMore     bool \`xml:"${paging.more}"\``,
          `\tPosition struct {`,
          `\t\tText string \`xml:",innerxml"\``,
          `\t} \`xml:"${paging.result}"\``,
          `}`,
        ]
      : []),
  ];
}

function pageFields(paging: PagePlan): string[] {
  return [`\tPage page \`xml:"Body>${paging.answer.join('>')}"\``];
}

function pages({ request, kind, first }: PagePlan): string[] {
  return [
    `// Page after page: the position of an answer goes back as it came, until there is nothing more.`,
    `position := ${goString(first)}`,
    `for {`,
    `\tanswer := call(position)`,
    kind === 'count' ? `\tif answer.Page.More == 0 {` : `\tif !answer.Page.More {`,
    `\t\treturn`,
    `\t}`,
    `\tposition = "<${request}>" + answer.Page.Position.Text + "</${request}>"`,
    `}`,
  ];
}
