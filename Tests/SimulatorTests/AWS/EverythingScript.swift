/// A Python function that calls with boto3 every operation that the guide's text leaves out.
let everythingScript = #"""
    import json


    def everything(a, b, client, policy, check):
        iam, v1, v2, eks = a("iam"), b("ses"), b("sesv2"), a("eks")
        document = json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"}]})
        trust = json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]})
        tags = [{"Key": "k", "Value": "v"}]

        # IAM
        arn = iam.create_open_id_connect_provider(Url="https://issuer.example.com")["OpenIDConnectProviderArn"]
        provider = {"OpenIDConnectProviderArn": arn}
        iam.add_client_id_to_open_id_connect_provider(ClientID="c", **provider)
        iam.update_open_id_connect_provider_thumbprint(ThumbprintList=["0" * 40], **provider)
        iam.tag_open_id_connect_provider(Tags=tags, **provider)
        check("provider tags", iam.list_open_id_connect_provider_tags(**provider)["Tags"] == tags)
        iam.untag_open_id_connect_provider(TagKeys=["k"], **provider)
        check("providers", {"Arn": arn} in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"])
        iam.delete_open_id_connect_provider(**provider)
        iam.create_role(RoleName="e", AssumeRolePolicyDocument=trust)
        iam.update_role(RoleName="e", Description="d", MaxSessionDuration=7200)
        check("updated", iam.update_role_description(RoleName="e", Description="e")["Role"]["Description"] == "e")
        iam.update_assume_role_policy(RoleName="e", PolicyDocument=trust)
        iam.put_role_permissions_boundary(RoleName="e", PermissionsBoundary=policy)
        check("boundary", iam.get_role(RoleName="e")["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == policy)
        iam.delete_role_permissions_boundary(RoleName="e")
        iam.tag_role(RoleName="e", Tags=tags)
        check("role tags", iam.list_role_tags(RoleName="e")["Tags"] == tags)
        iam.untag_role(RoleName="e", TagKeys=["k"])
        iam.put_role_policy(RoleName="e", PolicyName="i", PolicyDocument=document)
        check("inline", iam.get_role_policy(RoleName="e", PolicyName="i")["PolicyDocument"] == json.loads(document))
        check("inline names", iam.list_role_policies(RoleName="e")["PolicyNames"] == ["i"])
        check("profiles", iam.list_instance_profiles_for_role(RoleName="e")["InstanceProfiles"] == [])
        assumed = a("sts").assume_role(RoleArn="arn:aws:iam::111122223333:role/e", RoleSessionName="se")
        check("assumed", assumed["AssumedRoleUser"]["Arn"].endswith("assumed-role/e/se"))
        iam.delete_role_policy(RoleName="e", PolicyName="i")
        check("roles", "e" in [role["RoleName"] for role in iam.list_roles()["Roles"]])
        iam.delete_role(RoleName="e")
        check("policies", policy in [p["Arn"] for p in iam.list_policies(Scope="Local")["Policies"]])
        check("policy", iam.get_policy(PolicyArn=policy)["Policy"]["DefaultVersionId"] == "v5")
        check("entities", iam.list_entities_for_policy(PolicyArn=policy)["PolicyRoles"] == [])
        iam.tag_policy(PolicyArn=policy, Tags=tags)
        check("policy tags", iam.list_policy_tags(PolicyArn=policy)["Tags"] == tags)
        iam.untag_policy(PolicyArn=policy, TagKeys=["k"])
        iam.set_default_policy_version(PolicyArn=policy, VersionId="v1")
        for number in range(2, 6):
            iam.delete_policy_version(PolicyArn=policy, VersionId=f"v{number}")
        iam.delete_policy(PolicyArn=policy)
        check("user", iam.get_user()["User"]["UserName"] == "eks-admin")
        check("aliases", iam.list_account_aliases()["AccountAliases"] == [])

        # SES, first version
        v1.verify_email_address(EmailAddress="old@example.com")
        check("token", v1.verify_domain_identity(Domain="example.com")["VerificationToken"] != "")
        check("DKIM tokens", len(v1.verify_domain_dkim(Domain="example.com")["DkimTokens"]) == 3)
        check("DKIM", v1.get_identity_dkim_attributes(Identities=["example.com"])
              ["DkimAttributes"]["example.com"]["DkimVerificationStatus"] == "Pending")
        check("listed", v1.list_identities(IdentityType="Domain")["Identities"] == ["example.com"])
        v1.delete_identity(Identity="old@example.com")
        check("no policies", v1.list_identity_policies(Identity="example.com")["PolicyNames"] == [])
        check("statistics", "SendDataPoints" in a("ses").get_send_statistics())
        v1.update_account_sending_enabled(Enabled=True)
        check("enabled", v1.get_account_sending_enabled()["Enabled"])

        # SES, second version
        identity = {"EmailIdentity": "example.com"}
        v2.create_configuration_set(ConfigurationSetName="c", Tags=tags)
        check("set", v2.get_configuration_set(ConfigurationSetName="c")["SendingOptions"]["SendingEnabled"])
        check("sets", v2.list_configuration_sets()["ConfigurationSets"] == ["c"])
        v2.put_configuration_set_sending_options(ConfigurationSetName="c", SendingEnabled=False)
        v2.put_email_identity_configuration_set_attributes(ConfigurationSetName="c", **identity)
        v2.put_email_identity_dkim_attributes(SigningEnabled=False, **identity)
        v2.put_email_identity_feedback_attributes(EmailForwardingEnabled=False, **identity)
        v2.put_email_identity_mail_from_attributes(MailFromDomain="mail.example.com", **identity)
        shown = v2.get_email_identity(**identity)
        check("attributes", shown["ConfigurationSetName"] == "c" and not shown["FeedbackForwardingStatus"]
              and shown["MailFromAttributes"]["MailFromDomain"] == "mail.example.com", shown)
        v2.put_email_identity_configuration_set_attributes(**identity)
        v2.delete_configuration_set(ConfigurationSetName="c")
        check("policies v2", v2.get_email_identity_policies(**identity)["Policies"] == {})
        v2.put_account_sending_attributes(SendingEnabled=True)
        v2.put_account_suppression_attributes(SuppressedReasons=["BOUNCE"])
        v2.put_account_details(MailType="TRANSACTIONAL", WebsiteURL="https://example.com")
        check("details", v2.get_account()["Details"]["MailType"] == "TRANSACTIONAL")
        v2.put_suppressed_destination(EmailAddress="x+y@example.com", Reason="COMPLAINT")
        check("suppressed", v2.get_suppressed_destination(EmailAddress="x+y@example.com")
              ["SuppressedDestination"]["LastUpdateTime"].year > 2000)
        check("suppressed list", len(v2.list_suppressed_destinations()["SuppressedDestinationSummaries"]) == 1)
        v2.delete_suppressed_destination(EmailAddress="x+y@example.com")
        resource = "arn:aws:ses:eu-west-1:444455556666:identity/example.com"
        v2.tag_resource(ResourceArn=resource, Tags=tags)
        v2.untag_resource(ResourceArn=resource, TagKeys=["k"])
        check("untagged", v2.list_tags_for_resource(ResourceArn=resource)["Tags"] == [])
        policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {
            "AWS": "arn:aws:iam::111122223333:root"}, "Action": "ses:SendEmail", "Resource":
            "arn:aws:ses:eu-west-1:444455556666:identity/last@example.com"}]})
        v2.create_email_identity(EmailIdentity="last@example.com")
        try:
            v2.update_email_identity_policy(EmailIdentity="last@example.com", PolicyName="n", Policy=policy)
        except v2.exceptions.NotFoundException:
            check("nothing to update", True)
        try:
            v2.delete_email_identity_policy(EmailIdentity="last@example.com", PolicyName="n")
        except v2.exceptions.NotFoundException:
            check("nothing to delete", True)

        # EKS
        cluster = {"clusterName": "mail-prod"}
        principal = eks.list_access_entries(**cluster)["accessEntries"][0]
        check("access policies", eks.list_associated_access_policies(principalArn=principal, **cluster)
              ["associatedAccessPolicies"][0]["policyArn"].endswith("Policy"))
        check("add-ons", eks.list_addons(**cluster)["addons"] == [])
        for call in (lambda: eks.describe_addon(addonName="x", **cluster),
                     lambda: eks.describe_pod_identity_association(associationId="a-x", **cluster)):
            try:
                call()
                check("nothing there", False)
            except eks.exceptions.ResourceNotFoundException:
                check("nothing there", True)


    """#
