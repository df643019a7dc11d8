#!/bin/sh
# Sends one test message as no-reply@example.com through SES of account 444455556666.
# To be run where the role's credentials are, for example in the pod ses-test.
set -eu
exec aws ses send-email \
  --region 'eu-west-1' \
  --from 'no-reply@example.com' \
  --source-arn 'arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com' \
  --destination '{"ToAddresses":["ops@example.com"]}' \
  --message '{"Subject":{"Data":"Test message from sesame","Charset":"utf-8"},"Body":{"Text":{"Data":"This message was sent from a pod in one AWS account as an address of another one, without access keys.","Charset":"utf-8"}}}'
