/** The user of the vendor's documented samples, so that they verify as printed. */
export const DEMO_USER_ID = 'demo17_1_809934544BFABAE58E5D27';

/** The key under which 19 of the vendor's 25 printed signatures verify. */
export const DEMO_SECRET_KEY = '27272727aa';

/** The client of the sandbox's REST face; what a real one gets when its service is made. */
export const DEMO_CLIENT_ID = '27272727-aaaa-4aaa-8aaa-809934544bfa';

/** Its secret, as public as the sandbox's key. */
export const DEMO_CLIENT_SECRET = 'demoClientSecret27272727aa';
