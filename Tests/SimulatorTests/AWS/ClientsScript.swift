/// The beginning of a Python script: boto3's clients of both accounts, whose answers are held to AWS's own model, and the
/// lines that say what came of a check.
///
/// Arguments come in the environment: ENDPOINT, EKS_KEY, EKS_SECRET, SES_KEY, SES_SECRET, INBOX.
let clientsScript = #"""
    import json, os, urllib.request
    import boto3
    from botocore.config import Config
    from botocore.exceptions import ClientError

    env = os.environ
    config = Config(retries={"max_attempts": 1, "mode": "standard"})
    EKS, SES = "111122223333", "444455556666"
    SENDER, RECEIVER = "no-reply@example.com", "ops@example.com"

    def client(service, key, secret, token=None, region="eu-west-1"):
        made = boto3.client(service, endpoint_url=env["ENDPOINT"], aws_access_key_id=key,
                            aws_secret_access_key=secret, aws_session_token=token, config=config,
                            region_name=region)
        made.meta.events.register("after-call", against_model)
        return made

    COMMON = {"AccessDenied", "AccessDeniedException", "SignatureDoesNotMatch", "InvalidClientTokenId",
              "UnrecognizedClientException", "ValidationError", "InvalidParameterValue", "Throttling", "ExpiredToken",
              "ExpiredTokenException"}
    unmodelled, answers = set(), []

    def shape_of(error):
        return error.metadata.get("error", {}).get("code", error.name)

    def against_model(http_response, parsed, model, **_):
        """Every answer must have what AWS's own model calls required, and every error a code of that model."""
        answers.append(model.name)
        if http_response.status_code < 300:
            missing = set(model.output_shape.required_members if model.output_shape else []) - set(parsed)
            if missing: unmodelled.add(f"{model.name} lacks {sorted(missing)}")
        else:
            known = {shape_of(error): error.metadata.get("error", {}).get("httpStatusCode") for error in model.error_shapes}
            code = parsed["Error"]["Code"]
            if code not in known and code not in COMMON: unmodelled.add(f"{model.name} does not know {code}")
            if known.get(code) not in (None, http_response.status_code):
                unmodelled.add(f"{model.name}: {code} is {known[code]}, not {http_response.status_code}")

    def a(service, region="eu-west-1"):
        return client(service, env["EKS_KEY"], env["EKS_SECRET"], region=region)

    def b(service, region="eu-west-1"):
        return client(service, env["SES_KEY"], env["SES_SECRET"], region=region)

    def check(name, condition, seen=None):
        print(("ok " if condition else "not ok ") + name + ("" if condition else f": {seen!r}"))

    def refused(label, code, part, call, **parameters):
        try:
            seen = call(**parameters)
            check(label, False, seen)
        except ClientError as error:
            fault = error.response["Error"]
            check(label, fault["Code"] == code and part in fault["Message"], fault)

    def follow_links():
        for mail in json.load(urllib.request.urlopen(env["INBOX"] + ".json"))["mails"]:
            if "verificationURL" in mail:
                urllib.request.urlopen(mail["verificationURL"]).read()


    """#
