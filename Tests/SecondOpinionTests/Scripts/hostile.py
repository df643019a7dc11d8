"""Signed requests with policies that are too long, too deep or too clever for a careless reader.

The environment is a simulation's. Every line printed begins with `ok` or `not ok`.
"""
import json
import os
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

SENDER = "no-reply@example.com"
IDENTITY = f"arn:aws:ses:eu-west-1:444455556666:identity/{SENDER}"
# Much in a debug build beside other tests; an optimised one needs a tenth of a second.
PATIENCE = 20.0
config = Config(retries={"max_attempts": 1, "mode": "standard"}, region_name="eu-west-1", parameter_validation=False)


def client(service, profile):
    return boto3.Session(profile_name=profile).client(service, config=config)


iam, ses, sesv2 = client("iam", "eks-admin"), client("ses", "ses-admin"), client("sesv2", "ses-admin")


def statement(**changes):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*", **changes}]})


def refused(label, codes, call, **parameters):
    """A refusal with one of some codes, in time; `None` among the codes means that it may be taken."""
    start = time.monotonic()
    try:
        call(**parameters)
        code = None
    except ClientError as error:
        code = error.response["Error"]["Code"]
    except Exception as error:
        code = type(error).__name__
    elapsed = time.monotonic() - start
    good = code in codes and elapsed < PATIENCE
    print(f"{'ok' if good else 'not ok'} {label}" + ("" if good else f": {code} after {elapsed:.2f} s"))


TOO_LONG = ["MalformedPolicyDocument", "LimitExceeded", "ValidationError"]
documents = {
    "a million letters": "a" * 1_000_000,
    "a million blanks": " " * 1_000_000,
    "a million brackets": "[" * 1_000_000,
    "a hundred thousand levels": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "a million letters in one string": statement(Resource="a" * 1_000_000),
    "a hundred thousand actions": statement(Action=["ses:SendEmail"] * 100_000),
    "ten thousand statements": json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "*", "Resource": "*"}] * 10_000}),
    "half a surrogate": '{"Version":"\\ud800"}',
    "a zero": '{"Version":"2012-10-17\\u0000"}',
    "a byte order mark": "\ufeff" + statement(),
    "a number of a million digits": '{"Version":' + "1" * 1_000_000 + "}",
}
for name, document in documents.items():
    refused(f"policy of {name}", TOO_LONG, iam.create_policy, PolicyName="p", PolicyDocument=document)
    refused(f"trust policy of {name}", TOO_LONG, iam.create_role, RoleName="r", AssumeRolePolicyDocument=document)
    refused(f"sending policy of {name}", ["InvalidPolicy", "InvalidParameterValue", "ValidationError"],
            ses.put_identity_policy, Identity=SENDER, PolicyName="p", Policy=document)
    refused(f"sending policy, version 2, of {name}", ["BadRequestException"],
            sesv2.create_email_identity_policy, EmailIdentity=SENDER, PolicyName="q", Policy=document)

# Wildcards that make a careless matcher try every way there is; they fit into a policy and must be decided in time.
arn = iam.create_policy(PolicyName="clever", PolicyDocument=statement(
    Resource="arn:aws:ses:*:*:identity/" + "*a" * 2_500 + "b"))["Policy"]["Arn"]
trust = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "sts:AssumeRole"}]})
iam.create_role(RoleName="clever", AssumeRolePolicyDocument=trust)
iam.attach_role_policy(RoleName="clever", PolicyArn=arn)
iam.put_role_policy(RoleName="clever", PolicyName="clever", PolicyDocument=statement(
    Action="ses:" + "s*" * 400 + "x", Resource="arn:aws:ses:*:*:identity/" + "?*" * 300 + "!"))
iam.put_role_policy(RoleName="clever", PolicyName="conditions", PolicyDocument=statement(
    Condition={"StringLike": {"ses:FromAddress": ["*o" * 60 + "x"] * 12}}))
refused("wildcards in a simulation", [None], iam.simulate_principal_policy,
        PolicySourceArn="arn:aws:iam::111122223333:role/clever", ActionNames=["ses:SendEmail"],
        ResourceArns=["arn:aws:ses:eu-west-1:444455556666:identity/" + "a" * 1_500],
        ContextEntries=[{"ContextKeyName": "ses:FromAddress", "ContextKeyType": "string",
                         "ContextKeyValues": ["o" * 1_500]}])
keys = client("sts", "eks-admin").assume_role(RoleArn="arn:aws:iam::111122223333:role/clever",
                                              RoleSessionName="clever")["Credentials"]
mailer = boto3.client("ses", config=config, aws_access_key_id=keys["AccessKeyId"],
                      aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
message = {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "b"}}}
refused("wildcards in a send", ["AccessDenied"], mailer.send_email, Source=SENDER, SourceArn=IDENTITY,
        Destination={"ToAddresses": ["ops@example.com"]}, Message=message)

# Fields rather than documents.
refused("a name of a million letters", ["ValidationError"], iam.get_role, RoleName="r" * 1_000_000)
refused("an identity of a million letters", ["InvalidParameterValue", "ValidationError"], ses.verify_email_identity,
        EmailAddress="a" * 1_000_000 + "@example.com")
refused("an identity of a hundred thousand letters in the path", ["BadRequestException", "NotFoundException", "414", "431", "400"],
        sesv2.get_email_identity, EmailIdentity="a" * 50_000)
refused("ten thousand receivers", ["InvalidParameterValue", "MessageRejected", "ValidationError"], client("ses", "ses-admin").send_email,
        Source=SENDER, Destination={"ToAddresses": ["ops@example.com"] * 10_000}, Message=message)
refused("a mail of twelve megabytes", ["InvalidParameterValue", "MessageRejected", "ValidationError"], client("ses", "ses-admin").send_email,
        Source=SENDER, Destination={"ToAddresses": ["ops@example.com"]},
        Message={"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "b" * 12_000_000}}})
refused("a mail whose header never ends", [None, "InvalidParameterValue", "MessageRejected"], client("ses", "ses-admin").send_raw_email,
        RawMessage={"Data": b"From: " + SENDER.encode() + b"\r\nTo: ops@example.com\r\nX: " + b"\r\n ".join([b"y"] * 100_000)})
refused("still served", [None], iam.get_role, RoleName="ses-sender-role")
print("ok end")
