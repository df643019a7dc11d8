"""The same calls on the simulator and on moto: do the answers have the same shape, the refusals the same code?

Environment: ENDPOINT, KEY, SECRET (the simulator's EKS account). Every line printed begins with `ok`, `known` or
`not ok`. A difference is only accepted if the table below explains it; an explanation that explains nothing any more
is a failure too.
"""
import json
import logging
import os

logging.getLogger("werkzeug").setLevel(logging.ERROR)
os.environ["MOTO_ACCOUNT_ID"] = "111122223333"
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"
PROVIDER = "arn:aws:iam::111122223333:oidc-provider/" + ISSUER
DOCUMENT = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*"}]})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Federated": PROVIDER}, "Action": "sts:AssumeRoleWithWebIdentity"}]})
TRUST_ACCOUNT = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "sts:AssumeRole"}]})
POLICY = "arn:aws:iam::111122223333:policy/mail/p"
TAGS = [{"Key": "a", "Value": "b"}]
SEND = dict(Source="a@example.com", Destination={"ToAddresses": ["a@example.com"]},
            Message={"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "b"}}})
SEND2 = dict(FromEmailAddress="a@example.com", Destination={"ToAddresses": ["a@example.com"]},
             Content={"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "b"}}}})
SENDING = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "ses:SendEmail",
     "Resource": "arn:aws:ses:eu-west-1:111122223333:identity/a@example.com"}]})

# (service, operation, parameters), in this order on both sides. A name after `#` tells two calls of one operation apart.
CALLS = [
    ("sts", "get_caller_identity", {}),
    ("sts", "get_session_token", {}),
    ("iam", "create_open_id_connect_provider", dict(
        Url="https://" + ISSUER, ClientIDList=["sts.amazonaws.com"], Tags=TAGS)),
    ("iam", "create_open_id_connect_provider#twice", dict(Url="https://" + ISSUER)),
    ("iam", "create_open_id_connect_provider#url", dict(Url=ISSUER)),
    ("iam", "get_open_id_connect_provider", dict(OpenIDConnectProviderArn=PROVIDER)),
    ("iam", "get_open_id_connect_provider#none", dict(OpenIDConnectProviderArn=PROVIDER + "0")),
    ("iam", "list_open_id_connect_providers", {}),
    ("iam", "update_open_id_connect_provider_thumbprint", dict(
        OpenIDConnectProviderArn=PROVIDER, ThumbprintList=["a" * 40])),
    ("iam", "tag_open_id_connect_provider", dict(OpenIDConnectProviderArn=PROVIDER, Tags=TAGS)),
    ("iam", "list_open_id_connect_provider_tags", dict(OpenIDConnectProviderArn=PROVIDER)),
    ("iam", "create_policy", dict(PolicyName="p", Path="/mail/", PolicyDocument=DOCUMENT, Tags=TAGS)),
    ("iam", "create_policy#twice", dict(PolicyName="p", Path="/mail/", PolicyDocument=DOCUMENT)),
    ("iam", "create_policy#malformed", dict(PolicyName="q", PolicyDocument="{")),
    ("iam", "create_policy#no_statement", dict(PolicyName="q", PolicyDocument='{"Version": "2012-10-17"}')),
    ("iam", "get_policy", dict(PolicyArn=POLICY)),
    ("iam", "get_policy#none", dict(PolicyArn=POLICY + "0")),
    ("iam", "get_policy_version", dict(PolicyArn=POLICY, VersionId="v1")),
    ("iam", "get_policy_version#none", dict(PolicyArn=POLICY, VersionId="v9")),
    *[("iam", f"create_policy_version#{n}", dict(PolicyArn=POLICY, PolicyDocument=DOCUMENT, SetAsDefault=True))
      for n in range(2, 7)],
    ("iam", "list_policy_versions", dict(PolicyArn=POLICY)),
    ("iam", "delete_policy_version#default", dict(PolicyArn=POLICY, VersionId="v5")),
    ("iam", "delete_policy_version", dict(PolicyArn=POLICY, VersionId="v1")),
    ("iam", "set_default_policy_version", dict(PolicyArn=POLICY, VersionId="v2")),
    ("iam", "list_policies", dict(Scope="Local")),
    ("iam", "create_role", dict(RoleName="r", Path="/mail/", AssumeRolePolicyDocument=TRUST, Description="d", Tags=TAGS)),
    ("iam", "create_role#twice", dict(RoleName="r", AssumeRolePolicyDocument=TRUST)),
    ("iam", "create_role#malformed", dict(RoleName="s", AssumeRolePolicyDocument="{")),
    ("iam", "get_role", dict(RoleName="r")),
    ("iam", "get_role#none", dict(RoleName="nobody")),
    ("iam", "update_role", dict(RoleName="r", MaxSessionDuration=7200)),
    ("iam", "update_assume_role_policy", dict(RoleName="r", PolicyDocument=TRUST)),
    ("iam", "tag_role", dict(RoleName="r", Tags=TAGS)),
    ("iam", "list_role_tags", dict(RoleName="r")),
    ("iam", "untag_role", dict(RoleName="r", TagKeys=["a"])),
    ("iam", "attach_role_policy", dict(RoleName="r", PolicyArn=POLICY)),
    ("iam", "attach_role_policy#again", dict(RoleName="r", PolicyArn=POLICY)),
    ("iam", "attach_role_policy#no_policy", dict(RoleName="r", PolicyArn=POLICY + "0")),
    ("iam", "attach_role_policy#no_role", dict(RoleName="nobody", PolicyArn=POLICY)),
    ("iam", "list_attached_role_policies", dict(RoleName="r")),
    ("iam", "list_entities_for_policy", dict(PolicyArn=POLICY)),
    ("iam", "put_role_policy", dict(RoleName="r", PolicyName="inline", PolicyDocument=DOCUMENT)),
    ("iam", "put_role_policy#malformed", dict(RoleName="r", PolicyName="inline", PolicyDocument="{")),
    ("iam", "get_role_policy", dict(RoleName="r", PolicyName="inline")),
    ("iam", "get_role_policy#none", dict(RoleName="r", PolicyName="nothing")),
    ("iam", "list_role_policies", dict(RoleName="r")),
    ("iam", "list_instance_profiles_for_role", dict(RoleName="r")),
    ("iam", "list_roles", dict(PathPrefix="/mail/")),
    ("iam", "delete_role#used", dict(RoleName="r")),
    ("iam", "create_role#account", dict(RoleName="account", AssumeRolePolicyDocument=TRUST_ACCOUNT)),
    ("sts", "assume_role", dict(RoleArn="arn:aws:iam::111122223333:role/account", RoleSessionName="session")),
    ("sts", "assume_role#session_name", dict(RoleArn="arn:aws:iam::111122223333:role/account", RoleSessionName="a b")),
    ("ses", "verify_email_identity", dict(EmailAddress="a@example.com")),
    ("ses", "follow_links", {}),
    ("ses", "get_identity_verification_attributes", dict(Identities=["a@example.com", "nobody@example.com"])),
    ("ses", "list_identities", {}),
    ("ses", "get_send_quota", {}),
    ("ses", "get_send_statistics", {}),
    ("ses", "send_email", SEND),
    ("ses", "send_email#not_verified", {**SEND, "Source": "nobody@example.com"}),
    ("ses", "send_raw_email", dict(RawMessage={"Data": "From: a@example.com\nTo: a@example.com\n\nb\n"})),
    ("ses", "verify_domain_identity", dict(Domain="example.org")),
    ("sesv2", "create_email_identity", dict(EmailIdentity="b@example.com", Tags=TAGS)),
    ("sesv2", "create_email_identity#domain", dict(EmailIdentity="example.net")),
    ("sesv2", "get_email_identity", dict(EmailIdentity="b@example.com")),
    ("sesv2", "get_email_identity#none", dict(EmailIdentity="nobody@example.com")),
    ("sesv2", "create_email_identity_policy", dict(EmailIdentity="a@example.com", PolicyName="p", Policy=SENDING)),
    ("sesv2", "get_email_identity_policies", dict(EmailIdentity="a@example.com")),
    ("sesv2", "update_email_identity_policy", dict(EmailIdentity="a@example.com", PolicyName="p", Policy=SENDING)),
    ("sesv2", "delete_email_identity_policy", dict(EmailIdentity="a@example.com", PolicyName="p")),
    ("sesv2", "get_email_identity_policies#none", dict(EmailIdentity="nobody@example.com")),
    ("sesv2", "send_email", SEND2),
    ("sesv2", "send_email#not_verified", {**SEND2, "FromEmailAddress": "nobody@example.com"}),
    ("sesv2", "create_configuration_set", dict(ConfigurationSetName="c")),
    ("sesv2", "get_configuration_set", dict(ConfigurationSetName="c")),
    ("sesv2", "get_configuration_set#none", dict(ConfigurationSetName="nothing")),
    ("sesv2", "delete_configuration_set", dict(ConfigurationSetName="c")),
    ("sesv2", "delete_email_identity", dict(EmailIdentity="b@example.com")),
    ("sesv2", "delete_email_identity#none", dict(EmailIdentity="nobody@example.com")),
    ("eks", "describe_cluster", dict(name="mail-prod")),
    ("eks", "describe_cluster#none", dict(name="nothing")),
    ("eks", "list_clusters", {}),
    ("iam", "detach_role_policy", dict(RoleName="r", PolicyArn=POLICY)),
    ("iam", "detach_role_policy#again", dict(RoleName="r", PolicyArn=POLICY)),
    ("iam", "delete_role_policy", dict(RoleName="r", PolicyName="inline")),
    ("iam", "delete_role", dict(RoleName="r")),
    ("iam", "delete_role#none", dict(RoleName="r")),
    ("iam", "delete_open_id_connect_provider", dict(OpenIDConnectProviderArn=PROVIDER)),
    ("iam", "delete_open_id_connect_provider#again", dict(OpenIDConnectProviderArn=PROVIDER)),
    ("iam", "attach_role_policy#last", dict(RoleName="account", PolicyArn=POLICY)),
    ("iam", "delete_policy#attached", dict(PolicyArn=POLICY)),
]

# Why the two may differ: `call: {path: reason}`. A path ends in `-` where only moto has it, in `+` where only the
# simulator does; `!` is the error code, `!status` its HTTP status; a `*` at the end stands for anything.
KNOWN = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "beside_moto.json")))


def clients(endpoint, key, secret):
    config = Config(retries={"max_attempts": 1, "mode": "standard"}, region_name="eu-west-1", parameter_validation=False)
    return {service: boto3.client(service, endpoint_url=endpoint, aws_access_key_id=key, aws_secret_access_key=secret,
                                  config=config) for service in ("sts", "iam", "ses", "sesv2", "eks")}


def follow_links(endpoint):
    import urllib.request
    with urllib.request.urlopen(endpoint + "/inbox.json") as answer:
        for mail in json.load(answer)["mails"]:
            if "verificationURL" in mail:
                urllib.request.urlopen(mail["verificationURL"]).read()


def shape(value, path=""):
    """The paths of an answer with their types; a list counts by its first element."""
    if isinstance(value, dict):
        result = {path: "object"} if path else {}
        for key, inner in value.items():
            result.update(shape(inner, f"{path}.{key}" if path else key))
        return result
    if isinstance(value, list):
        return {path: "list", **(shape(value[0], path + "[]") if value else {})}
    return {path: type(value).__name__}


def ask(both, service, operation, parameters):
    try:
        answer = getattr(both[service], operation)(**parameters)
        status = answer.pop("ResponseMetadata")["HTTPStatusCode"]
        answer.pop("IsTruncated", None)
        return {**shape(answer), "status": status}
    except ClientError as error:
        return {"!": error.response["Error"]["Code"], "!status": error.response["ResponseMetadata"]["HTTPStatusCode"]}
    except Exception as error:  # what botocore could not read
        return {"!": "unreadable: " + type(error).__name__}


def differences(ours, theirs):
    for path in sorted(ours.keys() | theirs.keys()):
        if path not in ours:
            yield path + "-", theirs[path]
        elif path not in theirs:
            yield path + "+", ours[path]
        elif ours[path] != theirs[path]:
            yield path, f"{ours[path]} here, {theirs[path]} there"


def explains(known, path):
    """The entry of the table that explains a difference, or None."""
    return next((entry for entry in known if entry == path or entry[-1] == "*" and path.startswith(entry[:-1])), None)


def main():
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    here = clients(os.environ["ENDPOINT"], os.environ["KEY"], os.environ["SECRET"])
    there = clients(f"http://{host}:{port}", "AKIAIOSFODNN7EXAMPLE", "secret")
    there["eks"].create_cluster(name="mail-prod", roleArn="arn:aws:iam::111122223333:role/eks", resourcesVpcConfig={})
    used = set()
    for service, name, parameters in CALLS:
        operation = name.split("#")[0]
        label = f"{service} {name}"
        if operation == "follow_links":
            follow_links(os.environ["ENDPOINT"])
            continue
        ours, theirs = ask(here, service, operation, parameters), ask(there, service, operation, parameters)
        found = dict(differences(ours, theirs))
        known = KNOWN.get(label, {})
        explained = {path: explains(known, path) for path in found}
        used |= {(label, reason) for reason in explained.values() if reason}
        unknown = {path: found[path] for path, reason in explained.items() if not reason}
        if unknown:
            print(f"not ok {label}: {json.dumps(unknown)} (here {ours.get('!')}, there {theirs.get('!')})")
        else:
            print(f"{'known' if found else 'ok'} {label}")
    for label, reasons in KNOWN.items():
        for path in reasons:
            if (label, path) not in used:
                print(f"not ok {label}: nothing differs at {path} any more")
    moto.stop()
    print("ok end")


main()
