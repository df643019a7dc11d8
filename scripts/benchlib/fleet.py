"""What other people made in the simulated accounts and the cluster, and the reads of a diagnosis as a boto3 script.

    fleet.py fill STATE COUNT SENDERS
    fleet.py diagnose STATE
"""

import base64
import concurrent.futures
import http.client
import json
import re
import ssl
import sys
import threading
import time
import urllib.parse

REGION = "eu-west-1"


class World:
    """The accounts by their profiles, and the cluster by the kubeconfig's first user."""

    def __init__(self, state):
        import boto3
        from botocore.config import Config

        self.config = Config(max_pool_connections=32)
        self.sessions = {side: boto3.Session(profile_name=f"{side}-admin", region_name=REGION) for side in ("eks", "ses")}
        self.made = {}
        with open(state + "/answers.yaml") as file:
            text = file.read()
        self.answers = {name: value.strip("\"'") for name, value in re.findall(r"(\w+): *(\S+)", text)}
        self.eks, self.ses = re.findall(r"account: *\W?(\d{12})", text)
        with open(state + "/kubeconfig") as file:
            text = file.read()
        self.server = urllib.parse.urlsplit(re.search(r"server: (\S+)", text).group(1))
        self.token = re.search(r"token: (\S+)", text).group(1)
        authority = base64.b64decode(re.search(r"certificate-authority-data: (\S+)", text).group(1)).decode()
        self.trust = ssl.create_default_context(cadata=authority)
        self.threads = threading.local()

    def client(self, side, service):
        if (side, service) not in self.made:
            self.made[side, service] = self.sessions[side].client(service, config=self.config)
        return self.made[side, service]

    def cluster(self, method, path, body=None):
        """One request to the API server, over a connection that stays."""
        if not hasattr(self.threads, "connection"):
            self.threads.connection = http.client.HTTPSConnection(
                self.server.hostname, self.server.port, context=self.trust, timeout=300)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        self.threads.connection.request(method, path, body and json.dumps(body), headers)
        answer = self.threads.connection.getresponse()
        data = json.loads(answer.read() or b"null")
        if answer.status >= 300 and answer.status != 404:
            raise SystemExit(f"{method} {path}: {answer.status} {data}")
        return data


def fill(state, count, senders):
    """Service accounts with a role each, every third without it; the first ones may send, each as an
    identity of its own that nobody verified yet."""
    world = World(state)
    iam, ses = world.client("eks", "iam"), world.client("ses", "sesv2")

    def one(number):
        name = f"fleet-{number}"
        arn = f"arn:aws:iam::{world.eks}:role/{name}"
        world.cluster("POST", "/api/v1/namespaces/default/serviceaccounts", {
            "apiVersion": "v1", "kind": "ServiceAccount",
            "metadata": {"name": name, "annotations": {"eks.amazonaws.com/role-arn": arn}}})
        if number >= senders and number % 3 == 0:
            return
        issuer = world.answers["oidcProvider"]
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
                "Principal": {"Federated": f"arn:aws:iam::{world.eks}:oidc-provider/{issuer}"},
                "Condition": {"StringEquals": {
                    f"{issuer}:sub": f"system:serviceaccount:default:{name}", f"{issuer}:aud": "sts.amazonaws.com"}}}]}))
        if number >= senders:
            return
        sender = f"sender-{number}@example.com"
        identity = f"arn:aws:ses:{REGION}:{world.ses}:identity/{sender}"
        allowed = {"Effect": "Allow", "Action": ["ses:SendEmail", "ses:SendRawEmail"], "Resource": identity}
        iam.put_role_policy(
            RoleName=name, PolicyName="send", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [allowed]}))
        ses.create_email_identity(EmailIdentity=sender)

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(count)))
    return {"accounts": count}


def diagnose(state):
    """The reads of a diagnosis one after another, as a script makes them; 404 is an answer."""
    world = World(state)
    answers = world.answers
    role, policy = answers["role"], f"arn:aws:iam::{world.eks}:policy/{answers['permissionsPolicy']}"
    namespace = answers["namespace"]
    requests = 0
    begun = time.perf_counter()

    def ask(side, service, operation, **parameters):
        nonlocal requests
        requests += 1
        client = world.client(side, service)
        try:
            return getattr(client, operation)(**parameters)
        except client.exceptions.ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                raise
            return {}

    def get(path):
        nonlocal requests
        requests += 1
        return world.cluster("GET", path)

    for side in ("eks", "ses"):
        ask(side, "sts", "get_caller_identity")
        ask(side, "sesv2", "get_account")
        ask(side, "sesv2", "get_email_identity", EmailIdentity=answers["receiver"])
        ask(side, "sesv2", "get_suppressed_destination", EmailAddress=answers["receiver"])
    ask("eks", "eks", "describe_cluster", name=answers["cluster"])
    ask("eks", "eks", "list_pod_identity_associations", clusterName=answers["cluster"], namespace=namespace)
    ask("eks", "iam", "get_open_id_connect_provider",
        OpenIDConnectProviderArn=f"arn:aws:iam::{world.eks}:oidc-provider/{answers['oidcProvider']}")
    ask("eks", "iam", "get_role", RoleName=role)
    ask("eks", "iam", "list_attached_role_policies", RoleName=role)
    ask("eks", "iam", "list_role_policies", RoleName=role)
    version = ask("eks", "iam", "get_policy", PolicyArn=policy)["Policy"]["DefaultVersionId"]
    ask("eks", "iam", "get_policy_version", PolicyArn=policy, VersionId=version)
    ask("eks", "iam", "list_policy_versions", PolicyArn=policy)
    ask("eks", "cloudtrail", "lookup_events", MaxResults=50, LookupAttributes=[
        {"AttributeKey": "EventName", "AttributeValue": "AssumeRoleWithWebIdentity"}])
    for identity in (answers["sender"], answers["sender"].split("@")[1]):
        ask("ses", "sesv2", "get_email_identity", EmailIdentity=identity)
    get(f"/api/v1/namespaces/{namespace}")
    get(f"/api/v1/namespaces/{namespace}/serviceaccounts/{answers['serviceAccount']}")
    get(f"/api/v1/namespaces/{namespace}/pods")
    get("/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/pod-identity-webhook")
    return {"requests": requests, "milliseconds": 1000 * (time.perf_counter() - begun)}


if __name__ == "__main__":
    what, state, *rest = sys.argv[1:]
    print(json.dumps(fill(state, int(rest[0]), int(rest[1])) if what == "fill" else diagnose(state)))
