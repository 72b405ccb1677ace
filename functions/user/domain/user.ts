export interface User {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly createdAt: Date;
}

/** The stored facts that a login is checked against. */
export interface Credentials {
  readonly userId: number;
  readonly username: string;
  readonly passwordHash: string;
}

export type InsertResult = 'inserted' | 'username_taken' | 'email_taken' | 'id_taken';

export interface UserStore {
  /**
   * Stores a user, with what makes the name and the address unique, in one transaction.
   * @param attemptId distinguishes our own user from another with the same name when an answer was lost
   */
  insert(user: User, passwordHash: string, attemptId: string): Promise<InsertResult>;
  find(userId: number): Promise<User | undefined>;
  findCredentials(username: string): Promise<Credentials | undefined>;
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Without a hash it takes as long, and returns false. */
  verify(password: string, passwordHash: string | undefined): Promise<boolean>;
}
