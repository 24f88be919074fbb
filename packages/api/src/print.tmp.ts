import { printSchema } from 'graphql'
import { schema } from './schema.ts'
console.log(printSchema(schema))
