/// A Python function that calls with boto3 what support engineers read and what printed fixes name.
let operatorsScript = #"""
    import json


    def operators(a, b, client, check, refused):
        iam, sts, eks, trail = a("iam"), a("sts"), a("eks"), a("cloudtrail")
        doc = lambda *statements: json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
        allow = lambda action, resource="*", **more: {"Effect": "Allow", "Action": action, "Resource": resource, **more}

        # Users, keys, what they may do
        check("created", iam.create_user(UserName="jo", Path="/staff/")["User"]["Arn"].endswith(":user/staff/jo"))
        check("users", [u["UserName"] for u in iam.list_users()["Users"]] == ["eks-admin", "jo"])
        key = iam.create_access_key(UserName="jo")["AccessKey"]
        keys = iam.list_access_keys(UserName="jo")["AccessKeyMetadata"]
        check("keys", [k["AccessKeyId"] for k in keys] == [key["AccessKeyId"]] and "SecretAccessKey" not in keys[0], keys)
        check("no factors", iam.list_mfa_devices(UserName="jo")["MFADevices"] == [])
        jo = lambda service: client(service, key["AccessKeyId"], key["SecretAccessKey"])
        check("always answered", jo("sts").get_caller_identity()["Arn"].endswith("user/staff/jo"))
        refused("nothing yet", "AccessDenied", "no identity-based policy allows", jo("iam").list_roles)
        iam.put_user_policy(UserName="jo", PolicyName="i", PolicyDocument=doc(allow("iam:List*"), allow("sts:*")))
        check("user policy", iam.get_user_policy(UserName="jo", PolicyName="i")["PolicyDocument"]["Version"] == "2012-10-17")
        check("user policies", iam.list_user_policies(UserName="jo")["PolicyNames"] == ["i"])
        check("may list", "Roles" in jo("iam").list_roles())
        iam.attach_user_policy(UserName="jo", PolicyArn="arn:aws:iam::aws:policy/SecurityAudit")
        check("attached to user", iam.list_attached_user_policies(UserName="jo")["AttachedPolicies"][0]["PolicyName"]
              == "SecurityAudit")
        audit = {"PolicyArn": "arn:aws:iam::aws:policy/SecurityAudit"}
        check("AWS's policy", jo("iam").get_policy(**audit)["Policy"]["AttachmentCount"] == 1)
        version = jo("iam").get_policy_version(VersionId="v1", **audit)["PolicyVersion"]["Document"]
        check("AWS's document", "iam:Get*" in version["Statement"][0]["Action"], version)
        details = iam.get_account_authorization_details(Filter=["User"])["UserDetailList"]
        mine = [user for user in details if user["UserName"] == "jo"][0]
        check("details", mine["UserPolicyList"][0]["PolicyDocument"]["Statement"][0]["Action"] == "iam:List*", mine)

        # The policy simulator
        ask = dict(PolicyInputList=[doc(allow("ses:SendEmail", Condition={"StringEquals": {"ses:FromAddress": "a@example.com"}}))],
                   ActionNames=["ses:SendEmail"])
        seen = iam.simulate_custom_policy(**ask)["EvaluationResults"][0]
        check("missing", seen["EvalDecision"] == "implicitDeny" and seen["MissingContextValues"] == ["ses:FromAddress"], seen)
        seen = iam.simulate_custom_policy(ContextEntries=[{"ContextKeyName": "ses:FromAddress", "ContextKeyType": "string",
            "ContextKeyValues": ["a@example.com"]}], **ask)["EvaluationResults"][0]
        check("given", seen["EvalDecision"] == "allowed" and seen["MissingContextValues"] == [], seen)
        check("keys of documents", iam.get_context_keys_for_custom_policy(PolicyInputList=ask["PolicyInputList"])
              ["ContextKeyNames"] == ["ses:FromAddress"])
        check("keys of a principal", iam.get_context_keys_for_principal_policy(
            PolicySourceArn="arn:aws:iam::111122223333:user/staff/jo")["ContextKeyNames"] == [])

        # Session tags, source identity, keys without a second factor
        trust = lambda action: json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": action}]})
        arn = iam.create_role(RoleName="s", AssumeRolePolicyDocument=trust("sts:AssumeRole"))["Role"]["Arn"]
        assume = lambda **more: jo("sts").assume_role(RoleArn=arn, RoleSessionName="session", **more)
        refused("tags", "AccessDenied", "perform: sts:TagSession", assume, Tags=[{"Key": "team", "Value": "mail"}])
        refused("source identity", "AccessDenied", "perform: sts:SetSourceIdentity", assume, SourceIdentity="jo")
        refused("second factor", "AccessDenied", "MultiFactorAuthentication failed", assume,
                SerialNumber="arn:aws:iam::111122223333:mfa/jo", TokenCode="123456")
        iam.update_assume_role_policy(RoleName="s", PolicyDocument=trust(
            ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]))
        session = assume(Tags=[{"Key": "team", "Value": "mail"}], TransitiveTagKeys=["team"], SourceIdentity="jo")
        check("source identity kept", session["SourceIdentity"] == "jo", session)
        iam.put_role_policy(RoleName="s", PolicyName="i", PolicyDocument=doc(allow("iam:ListUsers", Condition={
            "StringEquals": {"aws:PrincipalTag/team": "mail", "aws:SourceIdentity": "jo"}})))
        pages = iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 1})
        whole = pages.build_full_result()
        check("whole account", {"SecurityAudit", "AdministratorAccess"} <= {p["PolicyName"] for p in whole["Policies"]}
              and whole["RoleDetailList"][0]["AssumeRolePolicyDocument"]["Statement"], whole)
        keys = [session["Credentials"][name] for name in ("AccessKeyId", "SecretAccessKey", "SessionToken")]
        check("session tags count", len(client("iam", *keys).list_users()["Users"]) == 2)
        plain = assume()["Credentials"]
        refused("untagged session", "AccessDenied", "iam:ListUsers", client(
            "iam", plain["AccessKeyId"], plain["SecretAccessKey"], plain["SessionToken"]).list_users)
        token = jo("sts").get_session_token()["Credentials"]
        refused("IAM wants a second factor", "InvalidClientTokenId", "security token", client(
            "iam", token["AccessKeyId"], token["SecretAccessKey"], token["SessionToken"]).list_users)
        check("key info", sts.get_access_key_info(AccessKeyId=key["AccessKeyId"])["Account"] == "111122223333")
        refused("nothing encoded", "InvalidAuthorizationMessageException", "", sts.decode_authorization_message,
                EncodedMessage="x")

        # A boundary that is demanded, and where it is used
        boundary = iam.create_policy(PolicyName="edge", PolicyDocument=doc(allow("ses:*")))["Policy"]["Arn"]
        iam.put_user_policy(UserName="jo", PolicyName="i", PolicyDocument=doc(
            allow(["iam:CreateRole", "iam:TagRole"], "arn:aws:iam::111122223333:role/*", Condition={
                "StringEquals": {"iam:PermissionsBoundary": boundary, "aws:RequestTag/team": "mail"}})))
        make = lambda **more: jo("iam").create_role(RoleName="t", AssumeRolePolicyDocument=trust("sts:AssumeRole"), **more)
        refused("no boundary", "AccessDenied", "iam:CreateRole", make, Tags=[{"Key": "team", "Value": "mail"}])
        refused("no tag", "AccessDenied", "iam:CreateRole", make, PermissionsBoundary=boundary)
        check("with both", make(PermissionsBoundary=boundary, Tags=[{"Key": "team", "Value": "mail"}])["Role"]
              ["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary)
        entities = iam.list_entities_for_policy(PolicyArn=boundary, PolicyUsageFilter="PermissionsBoundary")
        check("boundary use", [role["RoleName"] for role in entities["PolicyRoles"]] == ["t"], entities)
        check("no attachment", iam.list_entities_for_policy(
            PolicyArn=boundary, PolicyUsageFilter="PermissionsPolicy")["PolicyRoles"] == [])
        refused("in use", "DeleteConflict", "attached", iam.delete_policy, PolicyArn=boundary)

        # Documents and tags that IAM does not take
        refused("Sid", "MalformedPolicyDocument", "alpha-numeric", iam.create_policy, PolicyName="q",
                PolicyDocument=doc(allow("ses:*", Sid="allow-ses")))
        refused("blanks", "MalformedPolicyDocument", "legacy parsing", iam.create_policy, PolicyName="q",
                PolicyDocument="\n" + doc(allow("ses:*")))
        refused("reserved", "InvalidInput", "reserved", iam.tag_role, RoleName="t", Tags=[{"Key": "aws:x", "Value": "v"}])

        # Away with them
        iam.delete_role(RoleName="t")
        iam.delete_policy(PolicyArn=boundary)
        iam.delete_role_policy(RoleName="s", PolicyName="i")
        iam.delete_role(RoleName="s")
        iam.delete_user_policy(UserName="jo", PolicyName="i")
        iam.detach_user_policy(UserName="jo", **audit)
        iam.delete_access_key(UserName="jo", AccessKeyId=key["AccessKeyId"])
        iam.delete_user(UserName="jo")

        # Trails
        check("no trails", trail.describe_trails()["trailList"] == [] and trail.list_trails()["Trails"] == [])
        for ask in (lambda: trail.get_trail(Name="main"), lambda: trail.get_trail_status(Name="main"),
                    lambda: trail.get_event_selectors(TrailName="main")):
            refused("no such trail", "TrailNotFoundException", "Unknown trail", ask)

        refused("no organisation", "AWSOrganizationsNotInUseException", "not a member",
                a("organizations").describe_organization)

        cluster_of_operators(eks, iam, check, refused, trust)
        mail_of_operators(b, check, refused)


    def cluster_of_operators(eks, iam, check, refused, trust):
        cluster = {"clusterName": "mail-prod"}
        arn = iam.create_role(RoleName="dev", AssumeRolePolicyDocument=trust("sts:AssumeRole"))["Role"]["Arn"]
        entry = dict(principalArn=arn, **cluster)
        made = eks.create_access_entry(kubernetesGroups=["devs"], tags={"team": "mail"}, **entry)["accessEntry"]
        check("entry", made["kubernetesGroups"] == ["devs"] and made["username"] == arn, made)
        refused("entry twice", "ResourceInUseException", "in use", eks.create_access_entry, **entry)
        refused("no such principal", "InvalidParameterException", "principal", eks.create_access_entry,
                principalArn=arn + "x", **cluster)
        check("groups", eks.update_access_entry(kubernetesGroups=["ops"], **entry)["accessEntry"]["kubernetesGroups"]
              == ["ops"])
        view = next(p["arn"] for p in eks.list_access_policies()["accessPolicies"] if p["name"] == "AmazonEKSViewPolicy")
        eks.associate_access_policy(policyArn=view, accessScope={"type": "namespace", "namespaces": ["default"]}, **entry)
        check("scope", eks.list_associated_access_policies(**entry)["associatedAccessPolicies"][0]["accessScope"]
              == {"type": "namespace", "namespaces": ["default"]})
        eks.disassociate_access_policy(policyArn=view, **entry)
        refused("not associated", "ResourceNotFoundException", "policyArn", eks.disassociate_access_policy,
                policyArn=view, **entry)
        eks.delete_access_entry(**entry)
        one = eks.create_pod_identity_association(
            namespace="shop", serviceAccount="mailer", roleArn=arn, **cluster)["association"]
        refused("association twice", "ResourceInUseException", "already exists", eks.create_pod_identity_association,
                namespace="shop", serviceAccount="mailer", roleArn=arn, **cluster)
        same = dict(associationId=one["associationId"], **cluster)
        check("association", eks.describe_pod_identity_association(**same)["association"]["roleArn"] == arn)
        target = "arn:aws:iam::444455556666:role/target"
        check("target", eks.update_pod_identity_association(targetRoleArn=target, **same)["association"]
              ["targetRoleArn"] == target)
        eks.delete_pod_identity_association(**same)
        iam.delete_role(RoleName="dev")
        check("node groups", eks.list_nodegroups(**cluster)["nodegroups"] == ["workers"])
        check("node role", ":role/" in eks.describe_nodegroup(nodegroupName="workers", **cluster)["nodegroup"]["nodeRole"])
        check("Fargate", eks.list_fargate_profiles(**cluster)["fargateProfileNames"] == [])
        check("identity providers", eks.list_identity_provider_configs(**cluster)["identityProviderConfigs"] == [])


    def mail_of_operators(b, check, refused):
        v1, v2 = b("ses"), b("sesv2")
        mine, to = "templates@example.com", "success@simulator.amazonses.com"
        v1.verify_email_identity(EmailAddress=mine)
        follow_links()

        # Notifications and MAIL FROM
        topic = "arn:aws:sns:eu-west-1:444455556666:bounces"
        v1.set_identity_notification_topic(Identity=mine, NotificationType="Bounce", SnsTopic=topic)
        v1.set_identity_headers_in_notifications_enabled(Identity=mine, NotificationType="Bounce", Enabled=True)
        v1.set_identity_feedback_forwarding_enabled(Identity=mine, ForwardingEnabled=False)
        seen = v1.get_identity_notification_attributes(Identities=[mine])["NotificationAttributes"][mine]
        check("notifications", seen["BounceTopic"] == topic and not seen["ForwardingEnabled"]
              and seen["HeadersInBounceNotificationsEnabled"], seen)
        v1.set_identity_mail_from_domain(Identity=mine, MailFromDomain="bounce.example.com")
        seen = v1.get_identity_mail_from_domain_attributes(Identities=[mine])["MailFromDomainAttributes"][mine]
        check("MAIL FROM", seen["MailFromDomain"] == "bounce.example.com", seen)
        v1.set_identity_dkim_enabled(Identity=mine, DkimEnabled=True)

        # Configuration sets keep what is set in them, for both versions
        v2.create_configuration_set(ConfigurationSetName="kept", ReputationOptions={"ReputationMetricsEnabled": True},
                                    TrackingOptions={"CustomRedirectDomain": "click.example.com"})
        seen = v2.get_configuration_set(ConfigurationSetName="kept")
        check("options kept", seen["ReputationOptions"]["ReputationMetricsEnabled"]
              and seen["TrackingOptions"]["CustomRedirectDomain"] == "click.example.com", seen)
        v2.put_configuration_set_reputation_options(ConfigurationSetName="kept", ReputationMetricsEnabled=False)
        v2.put_configuration_set_tracking_options(ConfigurationSetName="kept", CustomRedirectDomain="c.example.com")
        v2.put_configuration_set_delivery_options(ConfigurationSetName="kept", TlsPolicy="REQUIRE")
        v2.put_configuration_set_suppression_options(ConfigurationSetName="kept", SuppressedReasons=["BOUNCE"])
        seen = v2.get_configuration_set(ConfigurationSetName="kept")
        check("options put", seen["DeliveryOptions"]["TlsPolicy"] == "REQUIRE"
              and seen["SuppressionOptions"]["SuppressedReasons"] == ["BOUNCE"], seen)
        events = dict(ConfigurationSetName="kept", EventDestinationName="sns")
        v2.create_configuration_set_event_destination(EventDestination={
            "Enabled": True, "MatchingEventTypes": ["BOUNCE", "RENDERING_FAILURE"], "SnsDestination": {"TopicArn": topic}},
            **events)
        seen = v1.describe_configuration_set(ConfigurationSetName="kept", ConfigurationSetAttributeNames=[
            "eventDestinations", "deliveryOptions", "reputationOptions", "trackingOptions"])
        check("version 1 sees it", seen["EventDestinations"][0]["MatchingEventTypes"] == ["bounce", "renderingFailure"]
              and seen["DeliveryOptions"]["TlsPolicy"] == "Require", seen)
        v2.update_configuration_set_event_destination(EventDestination={
            "Enabled": False, "MatchingEventTypes": ["SEND"], "SnsDestination": {"TopicArn": topic}}, **events)
        check("destinations", v2.get_configuration_set_event_destinations(ConfigurationSetName="kept")
              ["EventDestinations"][0]["MatchingEventTypes"] == ["SEND"])
        v2.delete_configuration_set_event_destination(**events)
        v2.delete_configuration_set(ConfigurationSetName="kept")
        v1.create_configuration_set(ConfigurationSet={"Name": "old"})
        v1.update_configuration_set_reputation_metrics_enabled(ConfigurationSetName="old", Enabled=True)
        v1.update_configuration_set_sending_enabled(ConfigurationSetName="old", Enabled=True)
        v1.create_configuration_set_event_destination(ConfigurationSetName="old", EventDestination={
            "Name": "sns", "Enabled": True, "MatchingEventTypes": ["send"], "SNSDestination": {"TopicARN": topic}})
        check("version 2 sees it", v2.get_configuration_set_event_destinations(ConfigurationSetName="old")
              ["EventDestinations"][0]["SnsDestination"]["TopicArn"] == topic
              and v2.get_configuration_set(ConfigurationSetName="old")["ReputationOptions"]["ReputationMetricsEnabled"])
        v1.delete_configuration_set_event_destination(ConfigurationSetName="old", EventDestinationName="sns")
        check("sets of version 1", v1.list_configuration_sets()["ConfigurationSets"] == [{"Name": "old"}])
        v1.delete_configuration_set(ConfigurationSetName="old")
        refused("no set", "ConfigurationSetDoesNotExist", "old", v1.describe_configuration_set, ConfigurationSetName="old")

        # Templates, and sends that use them
        part = {"SubjectPart": "Order {{order.number}}", "TextPart": "Dear {{ name }}, thanks."}
        v1.create_template(Template={"TemplateName": "t", **part})
        v1.update_template(Template={"TemplateName": "t", **part, "HtmlPart": "<p>{{name}}</p>"})
        check("template", v1.get_template(TemplateName="t")["Template"]["HtmlPart"] == "<p>{{name}}</p>")
        check("templates", v1.list_templates()["TemplatesMetadata"][0]["Name"] == "t")
        data = json.dumps({"name": "Jo", "order": {"number": 7}})
        check("rendered", "Subject: Order 7" in v1.test_render_template(TemplateName="t", TemplateData=data)["RenderedTemplate"])
        refused("attribute", "MissingRenderingAttribute", "Attribute '", v1.test_render_template, TemplateName="t",
                TemplateData="{}")
        check("templated", v1.send_templated_email(Source=mine, Destination={"ToAddresses": [to]}, Template="t",
                                                   TemplateData=data)["MessageId"] != "")
        outcome = v1.send_bulk_templated_email(Source=mine, Template="t", DefaultTemplateData=data, Destinations=[
            {"Destination": {"ToAddresses": [to]}, "ReplacementTemplateData": '{"name": "Al"}'},
            {"Destination": {"ToAddresses": ["stranger@example.org"]}}])["Status"]
        check("bulk", [one["Status"] for one in outcome] == ["Success", "MessageRejected"], outcome)
        v2.create_email_template(TemplateName="u", TemplateContent={"Subject": "s {{name}}", "Text": "t"})
        v2.update_email_template(TemplateName="u", TemplateContent={"Subject": "S {{name}}", "Text": "t"})
        check("template 2", v2.get_email_template(TemplateName="u")["TemplateContent"]["Subject"] == "S {{name}}")
        check("templates 2", [t["TemplateName"] for t in v2.list_email_templates()["TemplatesMetadata"]] == ["t", "u"])
        check("rendered 2", "Subject: S Jo" in v2.test_render_email_template(TemplateName="u", TemplateData='{"name": "Jo"}')
              ["RenderedTemplate"])
        check("templated 2", v2.send_email(FromEmailAddress=mine, Destination={"ToAddresses": [to]}, Content={
            "Template": {"TemplateName": "u", "TemplateData": '{"name": "Jo"}'}})["MessageId"] != "")
        outcome = v2.send_bulk_email(FromEmailAddress=mine, DefaultContent={"Template": {
            "TemplateName": "u", "TemplateData": "{}"}}, BulkEmailEntries=[{"Destination": {"ToAddresses": [to]},
            "ReplacementEmailContent": {"ReplacementTemplate": {"ReplacementTemplateData": '{"name": "Al"}'}}}])
        check("bulk 2", outcome["BulkEmailEntryResults"][0]["Status"] == "SUCCESS", outcome)
        mails = json.load(urllib.request.urlopen(env["INBOX"] + ".json"))["mails"]
        check("arrived", [m["subject"] for m in mails][-4:] == ["Order 7", "Order 7", "S Jo", "S Al"], mails[-4:])
        refused("no template", "TemplateDoesNotExist", "gone", v1.get_template, TemplateName="gone")
        v1.delete_template(TemplateName="t")
        v2.delete_email_template(TemplateName="u")
        refused("headers twice", "InvalidParameterValue", "Duplicate header 'From'", v1.send_raw_email,
                RawMessage={"Data": f"From: {mine}\nFrom: {mine}\nTo: {to}\n\nb\n"})
        refused("reserved tag", "BadRequestException", "reserved", v2.create_email_identity, EmailIdentity="x@example.com",
                Tags=[{"Key": "aws:x", "Value": "v"}])


    """#
