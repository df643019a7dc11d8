/// What a diagnosis reads, with boto3, in the world of a scenario: its name comes in SCENARIO.
let readsScript: String =
    clientsScript + #"""
        import datetime

        HOUR = datetime.timedelta(hours=1)
        NOW = datetime.datetime.now(datetime.timezone.utc)
        ROLE, SUBJECT = "ses-sender-role", "system:serviceaccount:default:ses-sender"

        def looked_up(trail, key=None, value=None, **more):
            by = {"LookupAttributes": [{"AttributeKey": key, "AttributeValue": value}]} if key else {}
            return [(e, json.loads(e["CloudTrailEvent"])) for e in trail.lookup_events(**by, **more)["Events"]]

        def trust_deny():
            trail = a("cloudtrail", "us-east-1")
            (event, document), = looked_up(trail, "EventName", "UpdateAssumeRolePolicy")
            check("who", event["Username"] == "terraform-ci" and document["userIdentity"]["type"] == "AssumedRole"
                  and document["userIdentity"]["arn"].endswith(":assumed-role/automation/terraform-ci"), document)
            check("when", NOW - 3 * HOUR < event["EventTime"] < NOW - HOUR, event["EventTime"])
            check("what", {"ResourceType": "AWS::IAM::Role", "ResourceName": ROLE} in event["Resources"]
                  and document["requestParameters"]["roleName"] == ROLE
                  and "Deny" in document["requestParameters"]["policyDocument"], document)
            names = [e["EventName"] for e, _ in looked_up(trail, "ResourceName", ROLE)]
            check("of the role", names[0] == "UpdateAssumeRolePolicy" and "CreateRole" in names, names)
            check("not since", looked_up(trail, "ResourceName", ROLE, StartTime=NOW - HOUR) == [])
            check("elsewhere", looked_up(a("cloudtrail"), "EventName", "UpdateAssumeRolePolicy") == [])
            pages = trail.get_paginator("lookup_events").paginate(PaginationConfig={"PageSize": 1}).build_full_result()
            check("pages", len(pages["Events"]) >= 5, pages)
            tries = looked_up(a("cloudtrail"), "Username", SUBJECT)
            event, document = tries[0]
            identity = document["userIdentity"]
            provider = identity["identityProvider"]
            check("refused tries", len(tries) == 2 and document["errorCode"] == "AccessDenied"
                  and "AssumeRoleWithWebIdentity" in document["errorMessage"], document)
            check("whose", identity["type"] == "WebIdentityUser" and identity["userName"] == SUBJECT
                  and ":oidc-provider/oidc.eks.eu-west-1" in provider
                  and identity["principalId"] == f"{provider}:sts.amazonaws.com:{SUBJECT}", identity)
            check("for which role", document["requestParameters"]["roleArn"].endswith(":role/" + ROLE)
                  and "webIdentityToken" not in document["requestParameters"], document)

        def ses_identity_policy_missing():
            (event, document), = looked_up(b("cloudtrail"), "EventName", "DeleteEmailIdentityPolicy")
            check("who", event["Username"] == "clean-up-bot", event)
            check("what", document["requestParameters"] == {"emailIdentity": SENDER, "policyName": "ses-sender"}, document)
            check("gone", b("sesv2").get_email_identity(EmailIdentity=SENDER)["Policies"] == {})

        def healthy_running():
            iam = a("iam")
            role = iam.get_role(RoleName=ROLE)["Role"]
            check("used", role["RoleLastUsed"]["Region"] == "eu-west-1" and role["RoleId"].startswith("AROA")
                  and role["RoleLastUsed"]["LastUsedDate"] > role["CreateDate"], role)
            pages = iam.get_paginator("get_account_authorization_details").paginate(
                Filter=["Role", "LocalManagedPolicy"], PaginationConfig={"PageSize": 1}).build_full_result()
            check("whole account", [r["RoleName"] for r in pages["RoleDetailList"]] == [ROLE]
                  and [p["PolicyName"] for p in pages["Policies"]] == ["ses-sender-policy"]
                  and pages.get("UserDetailList", []) == [], pages)
            detail = pages["RoleDetailList"][0]
            check("detail", detail["RoleLastUsed"]["Region"] == "eu-west-1" and detail["RolePolicyList"] == []
                  and detail["AttachedManagedPolicies"][0]["PolicyName"] == "ses-sender-policy", detail)
            version = pages["Policies"][0]["PolicyVersionList"][0]
            check("document", version["IsDefaultVersion"] and version["Document"]["Statement"][0]["Effect"] == "Allow")

        def door1_inline():
            iam = a("iam")
            check("inline", iam.list_role_policies(RoleName=ROLE)["PolicyNames"] == ["mail"])
            document = iam.get_role_policy(RoleName=ROLE, PolicyName="mail")["PolicyDocument"]
            check("document", "ses:SendEmail" in document["Statement"][0]["Action"], document)
            check("nothing attached", iam.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"] == [])

        def iam_permissions_boundary():
            arn = a("iam").get_role(RoleName=ROLE)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"]
            policy = a("iam").get_policy(PolicyArn=arn)["Policy"]
            check("boundary", policy["PermissionsBoundaryUsageCount"] == 1, policy)

        def role_of_organisation_denied():
            seen = a("iam").simulate_principal_policy(
                PolicySourceArn=f"arn:aws:iam::{EKS}:role/{ROLE}", ActionNames=["ses:SendEmail"],
                ResourceArns=[f"arn:aws:ses:eu-west-1:{SES}:identity/{SENDER}"])["EvaluationResults"][0]
            check("organisation", seen["EvalDecision"] == "explicitDeny"
                  and not seen["OrganizationsDecisionDetail"]["AllowedByOrganizations"], seen)

        def provider_orphaned():
            arns = [p["Arn"] for p in a("iam").list_open_id_connect_providers()["OpenIDConnectProviderList"]]
            check("two", len(arns) == 2, arns)

        def provider_url_slash():
            arn, = [p["Arn"] for p in a("iam").list_open_id_connect_providers()["OpenIDConnectProviderList"]]
            url = a("iam").get_open_id_connect_provider(OpenIDConnectProviderArn=arn)["Url"]
            check("slash", arn.endswith("/") and url.endswith("/"), (arn, url))

        def irsa_pod_identity_wins():
            eks, cluster = a("eks"), {"clusterName": "mail-prod"}
            of = lambda account: eks.list_pod_identity_associations(
                namespace="default", serviceAccount=account, **cluster)["associations"]
            check("of others", of("other") == [])
            one, = of("ses-sender")
            whole = eks.describe_pod_identity_association(associationId=one["associationId"], **cluster)["association"]
            check("association", ":role/" in whole["roleArn"], whole)
            addon = eks.describe_addon(addonName="eks-pod-identity-agent", **cluster)["addon"]
            check("agent", addon["status"] == "ACTIVE" and addon["health"] == {"issues": []}, addon)
            check("add-ons", eks.list_addons(**cluster)["addons"] == ["eks-pod-identity-agent"])

        def k8s_access_entry_stale():
            eks = a("eks")
            arn, = eks.list_access_entries(clusterName="mail-prod")["accessEntries"]
            entry = eks.describe_access_entry(clusterName="mail-prod", principalArn=arn)["accessEntry"]
            check("entry", entry["principalArn"] == f"arn:aws:iam::{EKS}:user/eks-admin" and entry["createdAt"] < NOW, entry)

        def address_mail_from():
            seen = b("sesv2").get_email_identity(EmailIdentity=SENDER)["MailFromAttributes"]
            check("MAIL FROM", seen == {"MailFromDomain": "bounces.example.com", "MailFromDomainStatus": "FAILED",
                                        "BehaviorOnMxFailure": "REJECT_MESSAGE"}, seen)
            old = b("ses").get_identity_mail_from_domain_attributes(Identities=[SENDER])["MailFromDomainAttributes"][SENDER]
            check("MAIL FROM, version 1", old["MailFromDomainStatus"] == "Failed"
                  and old["BehaviorOnMXFailure"] == "RejectMessage", old)

        def address_shutdown():
            check("enforcement", a("sesv2").get_account()["EnforcementStatus"] == "SHUTDOWN")
            check("the other's", b("sesv2").get_account()["EnforcementStatus"] == "HEALTHY")

        def ses_quota_daily():
            quota = a("sesv2").get_account()["SendQuota"]
            check("quota", quota["SentLast24Hours"] == 200 == quota["Max24HourSend"], quota)

        def ses_suppressed():
            v2 = a("sesv2")
            of = lambda **more: [s["EmailAddress"] for s in
                                 v2.list_suppressed_destinations(**more)["SuppressedDestinationSummaries"]]
            check("listed", of() == of(Reasons=["BOUNCE"]) == [RECEIVER] and of(Reasons=["COMPLAINT"]) == [])
            check("by time", of(StartDate=NOW - 3 * HOUR) == [RECEIVER] and of(EndDate=NOW - 3 * HOUR) == [])
            entry = v2.get_suppressed_destination(EmailAddress=RECEIVER)["SuppressedDestination"]
            check("entry", entry["Reason"] == "BOUNCE" and entry["LastUpdateTime"] < NOW - HOUR, entry)

        def delivery_set_missing():
            check("default", b("sesv2").get_email_identity(EmailIdentity=SENDER)["ConfigurationSetName"] == "tracking")
            for who in (a, b):
                refused("no set", "NotFoundException", "tracking", who("sesv2").get_configuration_set,
                        ConfigurationSetName="tracking")

        def delivery_events_off():
            v2 = a("sesv2")
            check("sending", v2.get_configuration_set(ConfigurationSetName="tracking")["SendingOptions"]["SendingEnabled"])
            one, = v2.get_configuration_set_event_destinations(ConfigurationSetName="tracking")["EventDestinations"]
            check("off", one["Name"] == "bounces" and not one["Enabled"], one)

        def you_expired():
            refused("query", "ExpiredToken", "expired", a("sts").get_caller_identity)
            refused("JSON", "ExpiredTokenException", "expired", a("eks").list_clusters)
            check("the other's", b("sts").get_caller_identity()["Account"] == SES)

        def you_account():
            check("other account", a("sts").get_caller_identity()["Account"] == "777788889999")

        def you_clock():
            refused("ahead", "SignatureDoesNotMatch", "is now earlier than", a("sts").get_caller_identity)

        def may(**calls):
            """Which of the calls are let through: by service and method, with what they need."""
            for name, (who, service, parameters, is_allowed) in calls.items():
                try:
                    getattr(who(service), name)(**parameters)
                    seen = True
                except ClientError as error:
                    seen = error.response["Error"]["Code"] not in ("AccessDenied", "AccessDeniedException")
                check(f"{name} {'allowed' if is_allowed else 'refused'}", seen == is_allowed)

        def support(role, attached, account, identity, suppressed, cluster, associations, history):
            role_name = {"RoleName": ROLE}
            may(get_role=(a, "iam", role_name, role), list_attached_role_policies=(a, "iam", role_name, attached),
                get_account=(a, "sesv2", {}, account),
                get_email_identity=(b, "sesv2", {"EmailIdentity": SENDER}, identity),
                get_suppressed_destination=(a, "sesv2", {"EmailAddress": RECEIVER}, suppressed),
                describe_cluster=(a, "eks", {"name": "mail-prod"}, cluster),
                list_pod_identity_associations=(a, "eks", {"clusterName": "mail-prod"}, associations),
                lookup_events=(a, "cloudtrail", {}, history))

        def support_security_audit(): support(True, True, True, True, False, True, False, True)
        def support_view_only(): support(False, True, False, False, False, True, True, True)
        def support_user(): support(True, True, True, True, True, False, False, True)
        def support_ses_read_only(): support(False, False, True, True, True, False, False, False)

        globals()[env["SCENARIO"].replace("-", "_")]()
        check("as modelled", answers and not unmodelled, sorted(unmodelled))
        print("ok end")
        """#
