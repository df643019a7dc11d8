# The guide's setup as somebody would write it for Terraform, in both accounts.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  type = string
}

variable "actions" {
  type    = list(string)
  default = ["ses:SendEmail", "ses:SendRawEmail"]
}

provider "aws" {
  region                  = "eu-west-1"
  profile                 = "eks-admin"
  skip_metadata_api_check = true
  endpoints {
    eks   = var.endpoint
    iam   = var.endpoint
    ses   = var.endpoint
    sesv2 = var.endpoint
    sts   = var.endpoint
  }
}

provider "aws" {
  alias                   = "mail"
  region                  = "eu-west-1"
  profile                 = "ses-admin"
  skip_metadata_api_check = true
  endpoints {
    iam   = var.endpoint
    ses   = var.endpoint
    sesv2 = var.endpoint
    sts   = var.endpoint
  }
}

data "aws_caller_identity" "eks" {}

data "aws_eks_cluster" "cluster" {
  name = "mail-prod"
}

resource "aws_iam_openid_connect_provider" "cluster" {
  url            = data.aws_eks_cluster.cluster.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
  tags           = { purpose = "mail" }
}

# A plus sign and an at sign travel percent-encoded in the path.
resource "aws_sesv2_email_identity" "receiver" {
  email_identity = "ops+terraform@example.com"
}

resource "aws_sesv2_email_identity" "sender" {
  provider       = aws.mail
  email_identity = "terraform@example.com"
  tags           = { purpose = "mail" }
}

resource "aws_iam_policy" "send" {
  name = "terraform-send"
  path = "/mail/"
  tags = { purpose = "mail" }
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = var.actions
      Resource = [aws_sesv2_email_identity.sender.arn, aws_sesv2_email_identity.receiver.arn]
    }]
  })
}

resource "aws_iam_role" "pod" {
  name                 = "terraform-pod"
  path                 = "/mail/"
  max_session_duration = 7200
  tags                 = { purpose = "mail" }
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.cluster.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${aws_iam_openid_connect_provider.cluster.url}:sub" = "system:serviceaccount:default:ses-sender"
          "${aws_iam_openid_connect_provider.cluster.url}:aud" = "sts.amazonaws.com"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "send" {
  role       = aws_iam_role.pod.name
  policy_arn = aws_iam_policy.send.arn
}

resource "aws_iam_role_policy" "inline" {
  name = "look"
  role = aws_iam_role.pod.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ses:GetAccount", Resource = "*" }]
  })
}

locals {
  sending = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.pod.arn }
      Action    = ["ses:SendEmail", "ses:SendRawEmail"]
      Resource  = aws_sesv2_email_identity.sender.arn
    }]
  })
}

resource "aws_sesv2_email_identity_policy" "second_version" {
  provider       = aws.mail
  email_identity = aws_sesv2_email_identity.sender.email_identity
  policy_name    = "second-version"
  policy         = local.sending
}

resource "aws_ses_identity_policy" "first_version" {
  provider = aws.mail
  identity = aws_sesv2_email_identity.sender.arn
  name     = "first-version"
  policy   = local.sending
}
