/// The guide by hand with boto3, from a fresh world to a sent message, and what AWS's own parsers make of refusals.
///
/// Arguments come in the environment: ENDPOINT, EKS_KEY, EKS_SECRET, SES_KEY, SES_SECRET, TOKEN, ISSUER, INBOX.
/// Every line printed begins with `ok` or `not ok`.
let secondOpinionScript: String =
    everythingScript + operatorsScript + clientsScript + #"""
        # Who is calling.
        check("caller A", a("sts").get_caller_identity()["Account"] == EKS)
        check("caller B", b("sts").get_caller_identity()["Arn"] == f"arn:aws:iam::{SES}:user/ses-admin")
        refused("wrong secret", "SignatureDoesNotMatch", "signature we calculated",
                client("sts", env["EKS_KEY"], env["EKS_SECRET"] + "x").get_caller_identity)
        refused("unknown key", "InvalidClientTokenId", "security token",
                client("sts", "AKIAUNKNOWN", "x").get_caller_identity)
        refused("unknown key, JSON", "UnrecognizedClientException", "security token",
                client("eks", "AKIAUNKNOWN", "x").list_clusters)
        session = a("sts").get_session_token()["Credentials"]
        check("session token", client("sts", session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
              .get_caller_identity()["Account"] == EKS)

        # The cluster and its provider.
        eks, iam = a("eks"), a("iam")
        check("clusters", eks.list_clusters()["clusters"] == ["mail-prod"])
        cluster = eks.describe_cluster(name="mail-prod")["cluster"]
        check("issuer", cluster["identity"]["oidc"]["issuer"] == "https://" + env["ISSUER"], cluster)
        check("created is a time", cluster["createdAt"].year > 2000, cluster)
        eks.get_waiter("cluster_active").wait(name="mail-prod")
        entry = eks.list_access_entries(clusterName="mail-prod")["accessEntries"][0]
        check("access entry", eks.describe_access_entry(clusterName="mail-prod", principalArn=entry)
              ["accessEntry"]["principalArn"] == entry)
        check("associations", eks.list_pod_identity_associations(
            clusterName="mail-prod", namespace="default", serviceAccount="ses-sender")["associations"] == [])
        refused("no such cluster", "ResourceNotFoundException", "No cluster found", eks.describe_cluster, name="x")
        provider = iam.create_open_id_connect_provider(
            Url="https://" + env["ISSUER"], ClientIDList=["sts.amazonaws.com"],
            Tags=[{"Key": "a", "Value": "b"}])["OpenIDConnectProviderArn"]
        shown = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider)
        check("provider", shown["Url"] == env["ISSUER"] and shown["ClientIDList"] == ["sts.amazonaws.com"], shown)
        check("thumbprint", [len(print) for print in shown["ThumbprintList"]] == [40], shown)
        refused("provider twice", "EntityAlreadyExists", "already exists",
                iam.create_open_id_connect_provider, Url="https://" + env["ISSUER"])

        # Permissions policy, role, trust.
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ses:SendEmail", "ses:SendRawEmail"],
            "Resource": [f"arn:aws:ses:eu-west-1:{SES}:identity/{SENDER}", f"arn:aws:ses:eu-west-1:{EKS}:identity/{RECEIVER}"]}]}
        policy = iam.create_policy(PolicyName="p", PolicyDocument=json.dumps(document))["Policy"]["Arn"]
        trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": provider},
            "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {
                env["ISSUER"] + ":sub": "system:serviceaccount:default:ses-sender",
                env["ISSUER"] + ":aud": "sts.amazonaws.com"}}}]}
        role = iam.create_role(RoleName="r", Path="/mail/", AssumeRolePolicyDocument=json.dumps(trust),
                               Tags=[{"Key": "a", "Value": "b"}])["Role"]
        iam.get_waiter("role_exists").wait(RoleName="r")
        check("trust comes back decoded", iam.get_role(RoleName="r")["Role"]["AssumeRolePolicyDocument"] == trust)
        iam.attach_role_policy(RoleName="r", PolicyArn=policy)
        check("attached", iam.list_attached_role_policies(RoleName="r")["AttachedPolicies"][0]["PolicyArn"] == policy)
        check("document comes back decoded", iam.get_policy_version(PolicyArn=policy, VersionId="v1")
              ["PolicyVersion"]["Document"] == document)
        for number in range(4):
            iam.create_policy_version(PolicyArn=policy, PolicyDocument=json.dumps(document), SetAsDefault=True)
        refused("sixth version", "LimitExceeded", "5 versions", iam.create_policy_version, PolicyArn=policy,
                PolicyDocument=json.dumps(document))
        check("versions in pages", len([v for page in iam.get_paginator("list_policy_versions").paginate(
            PolicyArn=policy, PaginationConfig={"PageSize": 2}) for v in page["Versions"]]) == 5)
        refused("malformed", "MalformedPolicyDocument", "", iam.create_policy, PolicyName="q", PolicyDocument="{}")
        refused("no role", "NoSuchEntity", "cannot be found", iam.get_role, RoleName="nobody")
        check("simulate", iam.simulate_principal_policy(PolicySourceArn=role["Arn"], ActionNames=["ses:SendEmail"],
            ResourceArns=document["Statement"][0]["Resource"][:1])["EvaluationResults"][0]["EvalDecision"] == "allowed")

        # Identities in both accounts, links, sending policy.
        v2, v1 = b("sesv2"), b("ses")
        check("sandbox", not v2.get_account()["ProductionAccessEnabled"])
        v2.create_email_identity(EmailIdentity=SENDER, Tags=[{"Key": "a", "Value": "b"}])
        check("pending", v2.get_email_identity(EmailIdentity=SENDER)["VerificationStatus"] == "PENDING")
        sending = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": role["Arn"]},
            "Action": ["ses:SendEmail", "ses:SendRawEmail"], "Resource": f"arn:aws:ses:eu-west-1:{SES}:identity/{SENDER}"}]})
        refused("policy while pending", "BadRequestException", "not verified", v2.create_email_identity_policy,
                EmailIdentity=SENDER, PolicyName="p", Policy=sending)
        a("ses").verify_email_identity(EmailAddress=RECEIVER)
        follow_links()
        check("verified", v1.get_identity_verification_attributes(Identities=[SENDER, "x@example.com"])
              ["VerificationAttributes"] == {SENDER: {"VerificationStatus": "Success"}})
        v2.create_email_identity_policy(EmailIdentity=SENDER, PolicyName="p", Policy=sending)
        check("policy comes back as text", v1.get_identity_policies(Identity=SENDER, PolicyNames=["p"])
              ["Policies"] == {"p": sending})
        check("identities", [i["IdentityName"] for i in v2.list_email_identities()["EmailIdentities"]] == [SENDER])
        check("tags", v2.list_tags_for_resource(ResourceArn=f"arn:aws:ses:eu-west-1:{SES}:identity/{SENDER}")
              ["Tags"] == [{"Key": "a", "Value": "b"}])
        refused("identity twice", "AlreadyExistsException", "", v2.create_email_identity, EmailIdentity=SENDER)
        refused("no identity", "NotFoundException", "", v2.get_email_identity, EmailIdentity="x@example.com")
        refused("invalid principal", "InvalidPolicy", "principal", v1.put_identity_policy, Identity=SENDER, PolicyName="q",
                Policy=sending.replace("role/mail/r", "role/nobody"))

        # The chain.
        credentials = a("sts").assume_role_with_web_identity(
            RoleArn=role["Arn"], RoleSessionName="second-opinion", WebIdentityToken=env["TOKEN"])
        check("subject", credentials["SubjectFromWebIdentityToken"] == "system:serviceaccount:default:ses-sender")
        pod = [credentials["Credentials"][name] for name in ("AccessKeyId", "SecretAccessKey", "SessionToken")]
        message = dict(Source=SENDER, Destination={"ToAddresses": [RECEIVER]},
                       Message={"Subject": {"Data": "s, {}"}, "Body": {"Text": {"Data": "b"}}})
        arn = f"arn:aws:ses:eu-west-1:{SES}:identity/{SENDER}"
        check("sent", client("ses", *pod).send_email(SourceArn=arn, **message)["MessageId"].startswith("0102"))
        check("sent, version 2", client("sesv2", *pod).send_email(
            FromEmailAddress=SENDER, FromEmailAddressIdentityArn=arn, Destination={"ToAddresses": [RECEIVER]},
            Content={"Raw": {"Data": f"From: {SENDER}\nTo: {RECEIVER}\nSubject: s\n\nb\n".encode()}})["MessageId"] != "")
        check("sent raw", client("ses", *pod).send_raw_email(
            Source=SENDER, SourceArn=arn, FromArn=arn,
            RawMessage={"Data": f"From: {SENDER}\nTo: {RECEIVER}\n\nb\n"})["MessageId"] != "")
        refused("no source ARN", "AccessDenied", f"identity/{SENDER}'", client("ses", *pod).send_email, **message)
        check("quota", a("ses").get_send_quota()["SentLast24Hours"] == 3.0)
        refused("not suppressed", "NotFoundException", "", a("sesv2").get_suppressed_destination, EmailAddress=RECEIVER)
        events = a("cloudtrail").lookup_events(LookupAttributes=[
            {"AttributeKey": "EventName", "AttributeValue": "AssumeRoleWithWebIdentity"}])["Events"]
        check("trail", events[0]["Username"] == "system:serviceaccount:default:ses-sender", events)

        # Breaking it.
        iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=provider, ClientID="sts.amazonaws.com")
        refused("audience", "InvalidIdentityToken", "Incorrect token audience", a("sts").assume_role_with_web_identity,
                RoleArn=role["Arn"], RoleSessionName="x2", WebIdentityToken=env["TOKEN"])
        v1.delete_identity_policy(Identity=SENDER, PolicyName="p")
        refused("no sending policy", "AccessDenied", "`ses:SendEmail'", client("ses", *pod).send_email, SourceArn=arn, **message)
        iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=provider)
        refused("no provider", "InvalidIdentityToken", "No OpenIDConnect provider found",
                a("sts").assume_role_with_web_identity, RoleArn=role["Arn"], RoleSessionName="x2",
                WebIdentityToken=env["TOKEN"])
        iam.detach_role_policy(RoleName="r", PolicyArn=policy)
        iam.delete_role(RoleName="r")
        v2.delete_email_identity(EmailIdentity=SENDER)

        # Every operation once more that the guide does not need.
        everything(a, b, client, policy, check)
        operators(a, b, client, check, refused)
        check("as modelled", len(answers) > 100 and not unmodelled, (len(answers), sorted(unmodelled)))
        print("ok end")
        """#
