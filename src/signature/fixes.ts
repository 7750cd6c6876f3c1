import type { Cause } from './cause';
import type { Language } from './fix-languages';

export { languages, type Language } from './fix-languages';

/** What a fix's line is about. */
type Topic = 'signature' | 'timestamp' | 'key' | 'user-id' | 'bytes';

/** The right line for each topic. The variables are `timestamp`, `userId` and `key`, in each language's own spelling. */
const lines: Readonly<Record<Language, Readonly<Record<Topic, string>>>> = {
  php: {
    signature: "$signature = hash_hmac('sha1', $timestamp . $userId, $key);",
    timestamp: '$timestamp = date(DATE_W3C); // once: for the header and for the signature',
    key: '$key = trim($key); // as plain text, not decoded',
    'user-id': '$userId = trim($userId); // case as Marketo shows it',
    bytes: "$key = iconv('ISO-8859-1', 'UTF-8', $key); // unless file and column are UTF-8 already",
  },
  java: {
    signature:
      'Mac mac = Mac.getInstance("HmacSHA1"); mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1")); String signature = HexFormat.of().formatHex(mac.doFinal((timestamp + userId).getBytes(StandardCharsets.UTF_8)));',
    timestamp:
      'String timestamp = OffsetDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd\'T\'HH:mm:ssxxx")); // once: for the header and for the signature',
    key: 'key = key.strip(); // as plain text, not decoded',
    'user-id': 'userId = userId.strip(); // case as Marketo shows it',
    bytes: 'byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);',
  },
  ruby: {
    signature: "signature = OpenSSL::HMAC.hexdigest('sha1', key, timestamp + user_id)",
    timestamp: 'timestamp = Time.now.iso8601 # once: for the header and for the signature',
    key: 'key = key.strip # as plain text, not decoded',
    'user-id': 'user_id = user_id.strip # case as Marketo shows it',
    bytes: "key = key.encode('UTF-8')",
  },
  python: {
    signature:
      "signature = hmac.new(key.encode('utf-8'), (timestamp + user_id).encode('utf-8'), hashlib.sha1).hexdigest()",
    timestamp:
      "timestamp = datetime.now().astimezone().isoformat(timespec='seconds')  # once: for the header and for the signature",
    key: 'key = key.strip()  # as plain text, not decoded',
    'user-id': 'user_id = user_id.strip()  # case as Marketo shows it',
    bytes: "key_bytes = key.encode('utf-8')",
  },
  javascript: {
    signature: "const signature = createHmac('sha1', key).update(timestamp + userId, 'utf8').digest('hex');",
    timestamp:
      'const timestamp = `${new Date().toISOString().slice(0, 19)}+00:00`; // once: for the header and for the signature',
    key: 'key = key.trim(); // as plain text, not decoded',
    'user-id': 'userId = userId.trim(); // case as Marketo shows it',
    bytes: "const keyBytes = Buffer.from(key, 'utf8');",
  },
  csharp: {
    signature:
      'var signature = BitConverter.ToString(new HMACSHA1(Encoding.UTF8.GetBytes(key)).ComputeHash(Encoding.UTF8.GetBytes(timestamp + userId))).Replace("-", "").ToLowerInvariant();',
    timestamp:
      'var timestamp = DateTimeOffset.Now.ToString("yyyy-MM-dd\'T\'HH:mm:sszzz", CultureInfo.InvariantCulture); // once: for the header and for the signature',
    key: 'key = key.Trim(); // as plain text, not decoded',
    'user-id': 'userId = userId.Trim(); // case as Marketo shows it',
    bytes: 'var keyBytes = Encoding.UTF8.GetBytes(key);',
  },
  go: {
    signature:
      'mac := hmac.New(sha1.New, []byte(key)); mac.Write([]byte(timestamp + userID)); signature := hex.EncodeToString(mac.Sum(nil))',
    timestamp:
      'timestamp := time.Now().Format("2006-01-02T15:04:05-07:00") // once: for the header and for the signature',
    key: 'key = strings.TrimSpace(key) // as plain text, not decoded',
    'user-id': 'userID = strings.TrimSpace(userID) // case as Marketo shows it',
    bytes: 'keyBytes := []byte(key) // Go source and strings are UTF-8',
  },
  bash: {
    signature: `signature=$(printf '%s' "$timestamp$user_id" | openssl dgst -sha1 -hmac "$key" -r | cut -d' ' -f1)`,
    timestamp: 'timestamp=$(date +%Y-%m-%dT%H:%M:%S%:z) # once: for the header and for the signature',
    key: `key=$(printf '%s' "$key" | tr -d '[:space:]') # as plain text, not decoded`,
    'user-id': `user_id=$(printf '%s' "$user_id" | tr -d '[:space:]') # case as Marketo shows it`,
    bytes: `key=$(printf '%s' "$key" | iconv -t UTF-8)`,
  },
};

/**
 * The right code for what a cause got wrong, in one line.
 *
 * @returns null where no line of code is at fault, as with another account's user id.
 */
export function fixLine(cause: Cause, language: Language): string | null {
  const topic = topicOf(cause);
  return topic && lines[language][topic];
}

function topicOf(cause: Cause): Topic | null {
  switch (cause.code) {
    case 'other-user-id':
      return null;
    case 'timestamp-form':
    case 'timestamp-fraction':
    case 'timestamp-shifted':
      return 'timestamp';
    case 'key-form':
    case 'key-dressed':
      return 'key';
    case 'look-alikes':
      if (cause.where === 'signature') return 'signature';
      return cause.where === 'timestamp' ? 'timestamp' : 'user-id';
    case 'charset':
      return cause.where === 'message' ? 'signature' : 'bytes';
    case 'whitespace-added':
    case 'whitespace-trimmed':
    case 'letter-case':
      if (cause.where === 'timestamp') return 'timestamp';
      return cause.where === 'user-id' ? 'user-id' : 'key';
    default:
      return 'signature';
  }
}
