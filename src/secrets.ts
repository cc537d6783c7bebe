import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Encrypts secrets at rest: AES-256-GCM, a nonce of its own for each, stored as nonce, tag, ciphertext. */
export interface Secrets {
  seal (text: string): Buffer
  /** Throws when the key is another one or the bytes were changed. */
  open (sealed: Buffer): string
}

const nonceLength = 12
const tagLength = 16

export function openSecrets (keyBase64: string): Secrets {
  const key = Buffer.from(keyBase64, 'base64')
  if (key.length !== 32) throw new Error('SECRETS_KEY must be 32 bytes in base64')
  return {
    seal (text) {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext])
    },
    open (sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength))
      decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
      return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]).toString(
        'utf8'
      )
    }
  }
}
