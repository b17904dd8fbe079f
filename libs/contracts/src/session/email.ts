export const EMAIL_MAX_LENGTH = 254;
